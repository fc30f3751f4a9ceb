using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Pipeline;

/// <summary>A run as it is given to a command: rows, files of rows, folders of such files, and names to ask about.</summary>
/// <param name="pathOf">The file system's path of a path of PowerShell.</param>
/// <param name="policy">How evidence is judged.</param>
/// <param name="problem">Is told of what cannot be read.</param>
internal sealed class RunInput(Func<string, string> pathOf, CheckPolicy policy, Action<object, string> problem) : IDisposable
{
    private int _parts;

    /// <summary>What the rows show.</summary>
    internal SeenStore Store { get; } = new();

    /// <summary>Names to ask about.</summary>
    internal List<string> Names { get; } = [];

    /// <summary>Whether anything but names was given.</summary>
    internal bool HasRows { get; private set; }

    /// <summary>Takes something.</summary>
    /// <param name="item">What was given.</param>
    /// <param name="mayBePath">Whether a text may be a path; the file system is not asked about names from a pipeline.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be read.</exception>
    internal void Add(object? item, bool mayBePath)
    {
        if (item is null)
        {
            return;
        }

        if ((item is PSObject wrapped ? wrapped.BaseObject : item) is FileSystemInfo file)
        {
            AddFiles(file.FullName, file.FullName);
        }
        else if (PipelineObject.Unwrap(item) is string text)
        {
            if (mayBePath && PathOf(text) is { } path)
            {
                AddFiles(path, text);
            }
            else
            {
                Names.Add(text);
            }
        }
        else
        {
            AddRow(item);
        }
    }

    /// <summary>Every domain, with what was seen of it.</summary>
    internal IEnumerable<KeyValuePair<string, SeenDelegation?>> Expected()
    {
        foreach (var seen in RunPair.Domains(Store))
        {
            yield return new(seen.DomainName, seen);
        }
    }

    /// <summary>Some domains, with what was seen of them.</summary>
    internal IEnumerable<KeyValuePair<string, SeenDelegation?>> Expected(IReadOnlyList<string> names)
    {
        var wanted = new Dictionary<string, SeenDelegation?>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            wanted[KeyOf(name)] = null;
        }

        foreach (var seen in RunPair.Domains(Store))
        {
            if (wanted.ContainsKey(seen.Key))
            {
                wanted[seen.Key] = seen;
            }
        }

        foreach (var name in names)
        {
            yield return new(name, wanted[KeyOf(name)]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    private static string KeyOf(string name) => new SeenDelegation(name, Topic.None, []).Key;

    private string? PathOf(string text)
    {
        try
        {
            var path = pathOf(text);
            return File.Exists(path) || Directory.Exists(path) ? path : null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or RuntimeException)
        {
            // A drive that there is none of, or characters that no path has.
            return null;
        }
    }

    private void AddFiles(string path, string shown)
    {
        HasRows = true;
        foreach (var file in RunFiles.Of(path))
        {
            RunFiles.ReadFile(file, file == path ? shown : file, ++_parts, policy, Store, sentence => problem(file, sentence));
        }
    }

    private void AddRow(object item)
    {
        HasRows = true;
        try
        {
            Store.Add(ReportFacts.Of(RowObject.Read(item), policy));
        }
        catch (FormatException error)
        {
            problem(item, "An object was left out: " + SafeText.Escape(error.Message.TrimEnd('.')) + ".");
        }
    }
}
