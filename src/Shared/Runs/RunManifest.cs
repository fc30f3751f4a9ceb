using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GlueTools.Shared.Runs;

/// <summary>
/// What a run asks and of which list: runs with equal manifests give the same rows about the same names. It is the head of a journal, as lines of text that
/// end with <c>begin</c>; every text in it is escaped already.
/// </summary>
internal sealed class RunManifest
{
    /// <summary>The first line of every journal, by which one is known.</summary>
    internal const string Title = "glue run 1";

    /// <summary>The last line of the head; without it, the head is torn.</summary>
    internal const string End = "begin";

    /// <summary>The run takes the whole list.</summary>
    internal const string NoShard = "1/1";

    private const string CommandWord = "command", VersionWord = "version", ListWord = "list", ShardWord = "shard", OptionWord = "option";

    /// <summary>The command, as it is called: <c>test</c>, <c>Test-Delegation</c>.</summary>
    internal string Command { get; set; } = string.Empty;

    /// <summary>The version of the program, with its commit where that is known.</summary>
    internal string Version { get; set; } = string.Empty;

    /// <summary>How many names the list has; -1 where nobody can know beforehand.</summary>
    internal long Names { get; set; } = -1;

    /// <summary>What the names come to as <c>sha256:...</c>; <c>-</c> where nobody can know beforehand.</summary>
    internal string ListHash { get; set; } = "-";

    /// <summary>The part of the list that the run takes.</summary>
    internal string Shard { get; set; } = NoShard;

    /// <summary>The options that rows depend on, each with its values as they were written.</summary>
    internal SortedDictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>The head of a journal.</summary>
    internal string ToText()
    {
        var text = new StringBuilder();
        void Line(string word, string value) => text.Append(word).Append(' ').Append(value).Append('\n');
        text.Append(Title).Append('\n');
        Line(CommandWord, Command);
        Line(VersionWord, Version);
        Line(ListWord, Names.ToString(CultureInfo.InvariantCulture) + " " + ListHash);
        Line(ShardWord, Shard);
        foreach (var option in Options)
        {
            Line(OptionWord, option.Key + " " + option.Value);
        }

        return text.Append(End).Append('\n').ToString();
    }

    /// <summary>Takes a line of the head that is neither the first nor the last; false where it is none.</summary>
    internal bool TryTake(string line)
    {
        var (word, value) = Split(line);
        switch (word)
        {
            case CommandWord:
                Command = value;
                return true;
            case VersionWord:
                Version = value;
                return true;
            case ListWord:
                var (count, hash) = Split(value);
                ListHash = hash;
                var isRead = long.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var names);
                Names = names;
                return isRead;
            case ShardWord:
                Shard = value;
                return true;
            case OptionWord:
                var (name, text) = Split(value);
                Options[name] = text;
                return true;
            default:
                return false;
        }
    }

    /// <summary>In what another manifest differs from this one, a sentence's worth each: <c>it was begun with ..., and this is ...</c>.</summary>
    /// <param name="now">The other.</param>
    /// <param name="isPart">Whether they may be different parts of one list.</param>
    internal IEnumerable<string> DifferencesFrom(RunManifest now, bool isPart = false)
    {
        if (Command != now.Command)
        {
            yield return "'" + Command + "' wrote it, and this is '" + now.Command + "'";
        }

        if (Version != now.Version)
        {
            yield return "version " + Version + " wrote it, and this is version " + now.Version;
        }

        if (Names != now.Names || ListHash != now.ListHash)
        {
            yield return "its list is " + ListText + ", and this one is " + now.ListText;
        }

        if (Shard != now.Shard && !isPart)
        {
            yield return "its part of the list is " + Shard + ", and this one is " + now.Shard;
        }

        foreach (var option in new SortedSet<string>([.. Options.Keys, .. now.Options.Keys], StringComparer.Ordinal))
        {
            Options.TryGetValue(option, out var then);
            now.Options.TryGetValue(option, out var value);
            if (then != value)
            {
                yield return "it was begun " + With(option, then) + ", and this is " + With(option, value);
            }
        }
    }

    private string ListText => string.Format(CultureInfo.InvariantCulture, "{0} names with {1}", Names, ListHash);

    private static string With(string option, string? value) => value is null ? "without " + option : ("with " + option + " " + value).TrimEnd();

    private static (string Word, string Value) Split(string text)
    {
        var space = text.IndexOf(' ');
        return space < 0 ? (text, string.Empty) : (text.Substring(0, space), text.Substring(space + 1));
    }
}
