namespace GlueTools.Reports.Json;

/// <summary>How much a JSON text may cost whoever reads it, and how strictly it is read.</summary>
public sealed class JsonLimits
{
    /// <summary>For rows. One has four arrays and objects within each other, and the evidence of a large domain as one text.</summary>
    public static JsonLimits Rows { get; } = new() { MostDepth = 17, MostValues = 200_000, MostCharacters = int.MaxValue };

    /// <summary>Arrays and objects within each other.</summary>
    public int MostDepth { get; init; }

    /// <summary>Values, of whatever kind.</summary>
    public int MostValues { get; init; }

    /// <summary>Characters of one text.</summary>
    public int MostCharacters { get; init; }

    /// <summary>Whether half of a character (a surrogate without its other) becomes U+FFFD, as in what strangers send; it is refused otherwise.</summary>
    public bool ReplacesHalfCharacters { get; init; }

    /// <summary>Whether comments may stand between what is said, and a comma behind the last item: people write it.</summary>
    public bool IsWrittenByHand { get; init; }
}
