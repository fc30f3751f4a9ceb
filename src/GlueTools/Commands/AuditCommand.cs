using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Loading;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Pipeline;

namespace GlueTools.Commands;

/// <summary>A command that audits domains, on the network or from saved evidence: how much it asks, and whom at the parent.</summary>
public abstract class AuditCommand : DomainCommand
{
    private readonly Held<AuditDepth> _depth = new(AuditDepth.Standard);

    /// <summary>How much is asked.</summary>
    [Parameter]
    public AuditDepth Depth
    {
        get => _depth.Value;
        set => _depth.Value = value;
    }

    /// <summary>Ask this many of the parent's addresses, chosen at random for each domain; 0 for all.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int ParentSample { get; set; }

    /// <summary>
    /// The file that takes the rows. The journal beside it, FILE.run, lists the domains whose rows have gone down the pipeline: those are skipped, so that a run
    /// that was cut off goes on.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    /// <inheritdoc/>
    private protected sealed override ResumeJournal? OpenJournal()
    {
        if (Resume is null)
        {
            return null;
        }

        var path = GetUnresolvedProviderPathFromPSPath(Resume);
        try
        {
            return ResumeJournal.Open(path, RunManifests.Of(MyInvocation.MyCommand.Name, MyInvocation.BoundParameters, Shard, GetUnresolvedProviderPathFromPSPath));
        }
        catch (FormatException error)
        {
            End("ResumeRefused", ErrorCategory.InvalidData, path, error.Message, "Call the command as it was called at first, or begin with another file.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            End("ResumeNotWritable", ErrorCategory.WriteError, path, "The journal beside '" + path + "' cannot be written: " + error.Message, "Wait for the other run, or name another file.");
        }

        return null;
    }

    /// <inheritdoc/>
    private protected override AuditOptions Configure(AuditOptions options) => options with { Depth = Depth, ParentSample = ParentSample };

    /// <inheritdoc/>
    private protected sealed override void WriteItem(AuditItem item, AuditRequest request) => WriteRows(item.Report!, request);

    /// <inheritdoc/>
    private protected override bool Judge(string evidence, AuditRequest request, AuditOptions options)
    {
        try
        {
            WriteRows(DelegationReport.Of(EvidenceReader.Read(evidence), options.Policy), request);
        }
        catch (EvidenceFormatException error)
        {
            WriteWithout(request, RowStatus.Invalid, error.Message);
            Report("InvalidEvidence", ErrorCategory.InvalidData, request.DomainName, error.Message, "Collect the evidence again with Get-Delegation.");
        }

        return true;
    }

    /// <summary>Writes the rows of an audited domain.</summary>
    private protected abstract void WriteRows(DelegationReport report, AuditRequest request);

    /// <summary>Addresses and ranges from a parameter; ends the command where one is neither.</summary>
    private protected List<AddressPrefix> ReadPrefixes(string[]? texts, string parameter)
    {
        var prefixes = new List<AddressPrefix>();
        foreach (var text in texts ?? [])
        {
            // An empty text stays one word, so that it is refused instead of meaning every address.
            var words = (text ?? string.Empty).Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words.Length > 0 ? words : [string.Empty])
            {
                if (AddressPrefix.TryParse(word.Trim(), out var prefix))
                {
                    prefixes.Add(prefix);
                }
                else
                {
                    End(
                        "InvalidAddress", ErrorCategory.InvalidArgument, word, parameter + " takes addresses and ranges such as 192.0.2.0/24; '" + SafeText.Escape(word) + "' is neither.", "Correct " + parameter + ".");
                }
            }
        }

        return prefixes;
    }
}
