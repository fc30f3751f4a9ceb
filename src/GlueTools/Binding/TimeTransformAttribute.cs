using System;
using System.Globalization;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>
/// Reads a time that is written as ISO 8601 has it (<c>2026-11-21</c>, <c>2026-11-21T12:00:00Z</c>) as just that. PowerShell would read it by the calendar of the session's culture:
/// the year 2026 is 1483 in Thailand. What is written otherwise is left to PowerShell.
/// </summary>
public sealed class TimeTransformAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
    ];

    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => false;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PipelineObject.Unwrap(inputData) is string text && DateTime.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : inputData;
}
