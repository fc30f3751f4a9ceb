using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Shared.Histories;

namespace GlueTools.Commands;

/// <summary>The history that a test may be added to.</summary>
public sealed partial class TestDelegationCommand
{
    private RunHistory? _history;

    /// <summary>The history that the run is laid beside and added to, so that changes can be told; a file that is not there is begun.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StateFile { get; set; }

    /// <summary>Runs behind one another that must see a change before it is told.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ConfirmAfter { get; set; } = 2;

    /// <summary>Write the changes since the runs before instead of verdicts.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ChangeSet)]
    public SwitchParameter ChangesOnly { get; set; }

    private protected override void Complete()
    {
        try
        {
            _history?.Commit();
        }
        catch (Exception error) when (error is System.IO.IOException or UnauthorizedAccessException)
        {
            End("StateNotWritable", ErrorCategory.WriteError, StateFile!, "-StateFile: this run is not remembered: " + SafeText.Escape(error.Message), "Make room, or name another file.");
        }

        foreach (var remark in _history?.Remarks() ?? [])
        {
            WriteVerbose(remark);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Interlocked.Exchange(ref _history, null)?.Dispose();
        }
    }

    private void RefuseHistory()
    {
        if (StateFile is null ? ChangesOnly || MyInvocation.BoundParameters.ContainsKey(nameof(ConfirmAfter)) : Undelegated || Resume is not null)
        {
            Refuse(
                this,
                StateFile is null ? "-ChangesOnly and -ConfirmAfter are about a history; name its file with -StateFile." : "-StateFile remembers whole runs of what is; -Undelegated and -Resume have no place beside it.",
                "Leave one of them out.");
        }
    }

    private RunHistory? OpenHistory(string path)
    {
        try
        {
            return new RunHistory(Shared.Histories.StateFile.Open(path), ConfirmAfter);
        }
        catch (FormatException error)
        {
            End("StateDamaged", ErrorCategory.InvalidData, path, "-StateFile: " + error.Message, "Put a copy back, or name another file.");
        }
        catch (Exception error) when (error is System.IO.IOException or UnauthorizedAccessException)
        {
            End("StateUnusable", ErrorCategory.ResourceBusy, path, "-StateFile: '" + SafeText.Escape(path) + "' cannot be used: " + SafeText.Escape(error.Message), "Wait for the other run, or name another file.");
        }

        return null;
    }

    private void Tell(IReadOnlyList<DelegationChange>? changes)
    {
        if (ChangesOnly && changes is not null)
        {
            WriteObject(changes, enumerateCollection: true);
        }
    }
}
