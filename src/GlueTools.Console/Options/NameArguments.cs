using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Console.Lists;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Options;

/// <summary>The names of a run: arguments first, then a list that is read as the run goes on.</summary>
/// <param name="areArguments">Whether arguments are names; without, all names come from a list.</param>
internal sealed class NameArguments(bool areArguments = true) : IOptionGroup
{
    private readonly Argument<string[]> _names = new("NAME") { Description = "Domain names.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _list = Texts.Option("--input", "FILE", "A list of names, one to a line; - reads standard input.", "-i");
    private readonly Option<string> _shard = Texts.Option("--shard", "N/M", "Take part N of M of the names only, such as 3/16; a name always falls into the same part.");

    public void AddTo(Command command)
    {
        if (areArguments)
        {
            command.Add(_names);
        }

        command.Add(_list);
        command.Add(_shard);
    }

    /// <summary>The names among the arguments.</summary>
    internal IReadOnlyList<string> Given(OptionReader options) => areArguments ? options.Texts(_names) : [];

    /// <summary>Whether there is one name and no list.</summary>
    internal bool IsOne(OptionReader options) => Given(options).Count == 1 && !options.Has(_list);

    /// <summary>Whether there is neither a name nor a list.</summary>
    internal bool AreNone(OptionReader options) => Given(options).Count == 0 && !options.Has(_list);

    /// <summary>Opens the list; the names stream from it, numbered.</summary>
    internal IEnumerable<ListedName> Read(OptionReader options, TextReader standardInput)
    {
        var given = Given(options).Select((name, index) => new ListedName(index + 1L, name)).ToList();
        RefuseOptions(options);
        if (options.Text(_list) is not { } path)
        {
            if (given.Count == 0)
            {
                options.Mistake(areArguments ? "Give at least one domain name, or a list of them with -i FILE." : "Give a list of domain names with -i FILE, or where else to look.");
            }

            return given;
        }

        return options.Open("-i", path, standardInput) is { } text ? given.Concat(NameList.Numbered(text, given.Count)) : given;
    }

    /// <summary>The file of the list as it was written; empty where there is none.</summary>
    internal string File(OptionReader options) => options.Text(_list) is { } path && path != FileOption.StandardStream ? path : string.Empty;

    /// <summary>Refuses a list that cannot be read a second time.</summary>
    internal void RefuseStream(OptionReader options)
    {
        if (options.Text(_list) is { } path && !IsRepeatable(path))
        {
            options.Mistake("--resume reads the list twice, to tell whether it is the same; write it to a file and give that with -i.");
        }
    }

    /// <summary>What the names come to; reads them all.</summary>
    /// <exception cref="UsageException">The list cannot be read.</exception>
    internal ListFingerprint ReadFingerprint(OptionReader options)
    {
        if (options.Text(_list) is not { } path)
        {
            return ListFingerprint.Of(Given(options));
        }

        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            return ListFingerprint.Of(Given(options).Concat(NameList.Read(text)));
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("-i: " + FileTrouble.Unreadable(path, error));
        }
    }

    /// <summary>The names once more, to be counted; null where the list can be read but once.</summary>
    internal IEnumerable<string>? Again(OptionReader options) =>
        options.Text(_list) is not { } path ? Given(options) : IsRepeatable(path) ? Given(options).Concat(NamesOf(path)) : null;

    private static IEnumerable<string> NamesOf(string path)
    {
        using var text = new StreamReader(path, Encoding.UTF8);
        foreach (var name in NameList.Read(text))
        {
            yield return name;
        }
    }

    private static bool IsRepeatable(string path)
    {
        try
        {
            using var file = path == FileOption.StandardStream ? null : System.IO.File.OpenRead(path);
            return file?.CanSeek == true;
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            // Whoever reads it says why.
            return true;
        }
    }

    /// <summary>The part of the list to take; null for all of it.</summary>
    internal Shard? ReadShard(OptionReader options)
    {
        if (options.Text(_shard) is not { } text)
        {
            return null;
        }

        if (!Shard.TryParse(text, out var shard))
        {
            options.Mistake(_shard.Name + " takes " + Shard.Rule + ", not '" + UserText.Shown(text) + "'.");
        }

        return shard;
    }

    /// <summary>What begins with a hyphen is no name: it is an option that the command does not have.</summary>
    internal void RefuseOptions(OptionReader options)
    {
        foreach (var name in Given(options).Where(name => name.StartsWith('-') && name.Length > 1))
        {
            options.Mistake("'" + UserText.Shown(name) + "' is not an option of '" + options.CommandPath + "'.");
        }
    }
}
