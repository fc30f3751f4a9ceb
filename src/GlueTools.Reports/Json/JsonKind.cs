namespace GlueTools.Reports.Json;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    Null,
    Truth,
    Number,
    Text,
    Array,
    Object,
}
