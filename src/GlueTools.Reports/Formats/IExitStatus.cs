using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Formats;

/// <summary>A format whose readers know a program's exit status by rules of their own.</summary>
public interface IExitStatus
{
    /// <summary>The exit status of a run that wrote such a report.</summary>
    int ExitStatusOf(ReportTotals totals, ReportSettings settings);

    /// <summary>The exit status of a run that could not be done.</summary>
    int FailureStatus { get; }

    /// <summary>What such a run writes in the place of a report.</summary>
    string FailureLine(string why);
}
