namespace GlueTools.Console.Output;

/// <summary>How rows are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One array.</summary>
    Json,

    /// <summary>One object a line, each as it is finished.</summary>
    JsonL,

    /// <summary>RFC 4180, with a header.</summary>
    Csv,
}
