namespace GlueTools.Reports.Json;

/// <summary>What a JSON value is.</summary>
public enum JsonKind
{
    /// <summary>null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Values in a row.</summary>
    Array,

    /// <summary>Values by name.</summary>
    Object,
}
