namespace GlueTools.Reports.Documents;

/// <summary>What a change is about, in words for people.</summary>
internal static class ChangeWords
{
    /// <summary>The kind of thing, without the name server.</summary>
    internal static string KindOf(DelegationChange change) => change.What switch
    {
        "Finding" => change.Code,
        "Delegation" => "Delegation",
        "NameServer" => "Name server " + Place(change.Side),
        "Address" => change.Side switch { "Parent" => "Glue", "Registry" => "Addresses at the registry", _ => "Addresses that the parent should hold" },
        "Ds" => "DS records " + Place(change.Side),
        "Ttl" => "TTL of " + change.Code + " " + Place(change.Side),
        "Registration" => "Registration",
        "Status" => "Statuses at the registry",
        _ => change.What,
    };

    /// <summary>The same with the name server where it is about one.</summary>
    internal static string Of(DelegationChange change) => KindOf(change) + (change.NameServer.Length == 0 ? string.Empty
        : (change.What is "Address" or "Ttl" ? " of " : " ") + change.NameServer);

    private static string Place(string side) => side switch { "Parent" => "at the parent", "Zone" => "in the zone", "Registry" => "at the registry", _ => string.Empty };
}
