namespace GlueTools.Reports.Reading;

/// <summary>One row of a text, or why what stands there is none.</summary>
public sealed class ReadRow
{
    internal ReadRow(long line, RowFields fields)
    {
        Line = line;
        Fields = fields;
    }

    internal ReadRow(long line, string problem, bool isLast = false)
    {
        Line = line;
        Problem = problem;
        IsLast = isLast;
    }

    /// <summary>The line on which it begins, from 1.</summary>
    public long Line { get; }

    /// <summary>The row; null where it cannot be read.</summary>
    public RowFields? Fields { get; }

    /// <summary>Why it cannot be read, without its first capital; empty where it can.</summary>
    public string Problem { get; } = string.Empty;

    /// <summary>Whether nothing behind it can be read, either.</summary>
    public bool IsLast { get; }
}
