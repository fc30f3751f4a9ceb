using System;
using System.Collections.Generic;
using System.CommandLine;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Options;

/// <summary>The history that a run is added to, and whether only what has changed is told.</summary>
internal sealed class HistoryOptions : IOptionGroup
{
    private const int ConfirmedAfter = 2;

    private readonly Option<string> _state = Texts.Option("--state", "FILE", "Lay the run beside the history in FILE and add it there; a file that is not there is begun.");
    private readonly Option<int> _confirm = Values.Number("--confirm-after", "Runs behind one another that must see a change before it is told, 1 to 100 (2).", 1, 100);
    private readonly Option<bool> _changes = Texts.Switch("--changes-only", "Write the changes since the runs before instead of verdicts; the exit status goes by them, too.");

    public void AddTo(Command command)
    {
        command.Add(_state);
        command.Add(_confirm);
        command.Add(_changes);
    }

    internal bool IsGiven(OptionReader options) => options.Has(_state);

    /// <summary>Whether only changes are written.</summary>
    internal bool IsChangesOnly(OptionReader options)
    {
        foreach (var option in new Option[] { _confirm, _changes })
        {
            if (options.Has(option) && !IsGiven(options))
            {
                options.Mistake(option.Name + " is about a history; name its file with " + _state.Name + ".");
            }
        }

        return options.Switch(_changes);
    }

    /// <summary>Opens the history; null where none is meant.</summary>
    /// <exception cref="UsageException">It cannot be used.</exception>
    internal RunHistory? Open(OptionReader options)
    {
        if (options.Text(_state) is not { } path)
        {
            return null;
        }

        try
        {
            return new RunHistory(StateFile.Open(path), options.Value(_confirm, ConfirmedAfter));
        }
        catch (FormatException error)
        {
            throw new UsageException(_state.Name + ": " + error.Message);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException(_state.Name + ": the file '" + UserText.Shown(path) + "' cannot be used: " + SafeText.Escape(error.Message));
        }
    }

    /// <summary>Everything that a history remembers, a domain at a time.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    internal static IEnumerable<DomainHistory> ReadAll(string path, string option = "--state")
    {
        using var all = StateFile.ReadAll(path).GetEnumerator();
        while (Next(all, path, option))
        {
            yield return all.Current;
        }
    }

    private static bool Next(IEnumerator<DomainHistory> all, string path, string option)
    {
        try
        {
            return all.MoveNext();
        }
        catch (FormatException error)
        {
            throw new UsageException(option + ": " + error.Message);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException(option + ": " + FileTrouble.Unreadable(path, error));
        }
    }
}
