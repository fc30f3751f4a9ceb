using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Loading;
using GlueTools.Pipeline;
using GlueTools.Policies;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Shared;
using GlueTools.Shared.Histories;

namespace GlueTools.Commands;

/// <content>What the parameters ask for: the format, the policy, the earlier run.</content>
public sealed partial class ExportDelegationReportCommand
{
    private ReportSettings Settings() => new()
    {
        Version = typeof(ExportDelegationReportCommand).Assembly.GetName().Version!.ToString(3),
        Asked = SafeText.Escape("Export-DelegationReport" + (From is null ? string.Empty : " -From " + string.Join(", ", From))),
        FailOn = FailOn,
        Against = ReferenceObject is null ? string.Empty : SafeText.Escape(AgainstText(ReferenceObject)),
        HelpBase = HelpBase ?? string.Empty,
        VantagePoint = SafeText.Escape(VantagePoint ?? string.Empty),
        MaxSeries = MaxSeries,
    };

    private IReportFormat FindFormat()
    {
        var words = string.Join(", ", ReportFormats.All.Select(format => format.Word));
        if (Format is null && ReportFormats.OfFile(_path) is { } byName)
        {
            return byName;
        }

        if (Format is not null && ReportFormats.Find(Format) is { } byWord)
        {
            return byWord;
        }

        var sentence = Format is null
            ? "The name '" + SafeText.Escape(Path!) + "' ends as no format's files do; give -Format: " + words + "."
            : "-Format takes " + words + ", not '" + SafeText.Escape(Format) + "'.";
        throw End("InvalidFormat", ErrorCategory.InvalidArgument, Format ?? Path!, sentence, "Give one of these formats.");
    }

    private static string AgainstText(object[] earlier) =>
        string.Join(", ", earlier.Select(one => PipelineObject.Unwrap(one) as string ?? (PipelineObject.Unwrap(one) as FileSystemInfo)?.FullName).Distinct().Select(one => one ?? "rows of an earlier run").Take(3));

    private EarlierRun? ReadEarlier()
    {
        if (ReferenceObject is null)
        {
            return null;
        }

        if (!_format!.ShowsChanges)
        {
            var shown = string.Join(" and ", ReportFormats.All.Where(one => one.ShowsChanges).Select(one => one.Word));
            End("InvalidParameterCombination", ErrorCategory.InvalidArgument, _format.Word, "-ReferenceObject is shown by " + shown + ", and not by " + _format.Word + ".", "Compare-Delegation gives the changes as rows.");
        }

        using var input = new RunInput(
            GetUnresolvedProviderPathFromPSPath, _policy, (target, sentence) => WriteError(Errors.Of("InvalidRow", ErrorCategory.InvalidData, target, "-ReferenceObject: " + sentence, "Correct or leave out what cannot be read; the rest is compared.")));
        foreach (var item in ReferenceObject)
        {
            try
            {
                input.Add(item, mayBePath: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                End("RunNotReadable", ErrorCategory.ReadError, item, "-ReferenceObject: '" + SafeText.Escape(item.ToString() ?? string.Empty) + "' cannot be read: " + SafeText.Escape(error.Message), "Name a file of rows, or a folder of such files.");
            }
        }

        if (input.Names.Count > 0)
        {
            End("RunNotFound", ErrorCategory.ObjectNotFound, input.Names[0], "-ReferenceObject: there is no file or folder '" + SafeText.Escape(input.Names[0]) + "'.", "Give rows, saved evidence, or a path.");
        }

        return input.Store.Count > 0
            ? new EarlierRun(input.Store)
            : throw End("NoRun", ErrorCategory.InvalidData, ReferenceObject, "-ReferenceObject holds no row that tells of a delegation.", "Give rows of Test-Delegation or Get-Delegation, or files of them.");
    }

    private void CheckHelpBase()
    {
        if (HelpBase is not null && !(Uri.TryCreate(HelpBase, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "file"))
        {
            End("InvalidHelpBase", ErrorCategory.InvalidArgument, HelpBase, "-HelpBase takes an address that begins with https://, http:// or file://, not '" + SafeText.Escape(HelpBase) + "'.", "Correct -HelpBase, or leave it out.");
        }
    }

    private CheckPolicy ReadPolicy()
    {
        try
        {
            return PolicyFile is null ? CheckPolicy.Default : Policies.PolicyFile.Read(GetUnresolvedProviderPathFromPSPath(PolicyFile));
        }
        catch (PolicyException error)
        {
            throw End(error.Id, ErrorCategory.InvalidData, error.Target, error.Message, "Get-Help Test-Delegation -Parameter PolicyFile shows a policy file.");
        }
    }
}
