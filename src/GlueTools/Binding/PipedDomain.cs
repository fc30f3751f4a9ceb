using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Dns.Names;

namespace GlueTools.Binding;

/// <summary>Reads one property of an object; null where it has none of that name, or the property cannot be read. Never throws.</summary>
internal delegate object? PropertyReader(object target, string property);

/// <summary>
/// What an object from another command says about a domain: text, DNS client and server objects, delegations (one object per name server), rows of our own,
/// directory domains, CSV lines; live, or as they come back from a job or a file. Nothing here throws: what is no name is found out later, with a sentence.
/// </summary>
internal sealed class PipedDomain
{
    /// <summary>
    /// The properties that hold a domain name, the most telling first. That of a delegation comes before all; <c>Name</c> is last, since it is often the name of something
    /// else.
    /// </summary>
    private static readonly string[] Wanted = ["ChildZoneName", "DomainName", "ZoneName", "Domain", "Fqdn", "DNSRoot", "Name"];

    /// <summary>What saved evidence of any version begins with.</summary>
    private const string EvidencePrefix = "GLUE";

    private PipedDomain(string text) => Text = text;

    /// <summary>The name as text; for an object that has none, the object's own text.</summary>
    internal string Text { get; }

    /// <summary>Whether this is an object that holds no name.</summary>
    internal bool HasNoName { get; private set; }

    /// <summary>Whether what stands where the name belongs is no text.</summary>
    internal bool IsNoText { get; private set; }

    /// <summary>Of an object that holds no name, why, in a sentence; null where nothing is known but that.</summary>
    internal string? WhyNoName { get; private set; }

    /// <summary>The name server of a delegation, without the dot at the end; null where the object is no delegation.</summary>
    internal string? NameServer { get; private set; }

    /// <summary>Why the zone is nothing that a parent delegates; null where it may be.</summary>
    internal string? SkipReason { get; private set; }

    /// <summary>The saved evidence that the object carries; null where it carries none.</summary>
    internal string? Evidence { get; private set; }

    /// <summary>Whether the object is one name server of a delegation, so that its neighbours may be others of the same delegation.</summary>
    internal bool IsDelegation => NameServer is not null;

    /// <summary>Text that is a name, or should be.</summary>
    internal static PipedDomain OfText(string? text) => new(text ?? string.Empty);

    /// <summary>Looks at an object, or at each element of a list. At least one.</summary>
    /// <param name="value">Unwrapped where it is text, a number or a list.</param>
    /// <param name="read">How its properties are read.</param>
    internal static IReadOnlyList<PipedDomain> AllOf(object? value, PropertyReader read)
    {
        if (value is not (IList or IEnumerable<object>) || value is string or IDictionary)
        {
            return OfOne(value, read);
        }

        var all = new List<PipedDomain>();
        foreach (var item in PipedText.Parts(value))
        {
            all.AddRange(OfOne(PipelineObject.Unwrap(item), read));
        }

        return all.Count > 0 ? all : [OfText(string.Empty)];
    }

    /// <summary>The first that an object says.</summary>
    internal static PipedDomain Of(object? value, PropertyReader read) => AllOf(value, read)[0];

    private static IReadOnlyList<PipedDomain> OfOne(object? value, PropertyReader read)
    {
        if (value is null or string || value.GetType().IsValueType)
        {
            return [OfText(ToText(value))];
        }

        var evidence = ToText(read(value, "Evidence"));
        if (evidence.StartsWith(EvidencePrefix, StringComparison.Ordinal))
        {
            return [new PipedDomain(ToText(read(value, "DomainName"))) { Evidence = evidence }];
        }

        var zone = ToText(read(value, "ZoneName"));
        IReadOnlyList<PipedDomain>? refused = null;
        foreach (var property in Wanted)
        {
            var isChild = property == Wanted[0];
            var names = Named(
                property,
                read(value, property),
                name => isChild
                    ? new PipedDomain(Join(name, zone)) { NameServer = NameServerOf(read(value, "NameServer"), read) }
                    : new PipedDomain(name) { SkipReason = WhySkipped(value, zone, read) });
            if (names.Exists(name => !name.IsNoText))
            {
                return names;
            }

            refused ??= names.Count > 0 ? names : null;
        }

        // An object may be a URL or an address, say, and its text is read as if it had come as text.
        return refused ?? [PipedText.Of(value) is { } own && DomainNameInput.IsMistakenFor(own) ? OfText(own) : new PipedDomain(PipedText.Shown(value)) { HasNoName = true, WhyNoName = NoName.Why(value, Wanted) }];
    }

    /// <summary>The names that a property holds: one, or each element of a list. What is no text is refused by what it is; none where there is nothing.</summary>
    private static List<PipedDomain> Named(string property, object? held, Func<string, PipedDomain> make)
    {
        var names = new List<PipedDomain>();
        foreach (var part in PipedText.Parts(held))
        {
            if (PipedText.Of(part) is not { } text)
            {
                names.Add(new PipedDomain(PipedText.Shown(part)) { HasNoName = true, IsNoText = true, WhyNoName = "What " + property + " holds is no text but " + PipedText.KindOf(part) + "; a domain name is wanted there." });
            }
            else if (text.Length > 0)
            {
                names.Add(make(text));
            }
        }

        return names;
    }

    /// <summary>The same, where <c>Name</c> is what is meant: the name of a record rather than its domain.</summary>
    internal static IReadOnlyList<PipedDomain> NamedBy(object? value, PropertyReader read) =>
        value is not (null or string or IList) && Named("Name", read(value, "Name"), OfText) is { Count: > 0 } names && names.Exists(name => !name.IsNoText) ? names : AllOf(value, read);

    // Child zone names come relative (as one types them) and complete (as the DNS server's own commands give them).
    private static string Join(string child, string zone)
    {
        var parent = zone.Trim('.');
        if (parent.Length == 0 || child.EndsWith(".", StringComparison.Ordinal)
            || child.Equals(parent, StringComparison.OrdinalIgnoreCase) || child.EndsWith("." + parent, StringComparison.OrdinalIgnoreCase))
        {
            return child;
        }

        return child + "." + parent;
    }

    /// <summary>The name server in a text, or in a record whose data holds the name; null where there is none.</summary>
    internal static string? NameServerOf(object? server, PropertyReader read)
    {
        if (server is null)
        {
            return null;
        }

        var nested = server is string || read(server, "RecordData") is not { } data ? null : read(data, "NameServer");
        var text = ToText(nested ?? server).TrimEnd('.');
        return text.Length == 0 ? null : text;
    }

    private static string? WhySkipped(object value, string zone, PropertyReader read)
    {
        // What was saved without evidence is not to be looked for on the network now.
        if (read(value, "Evidence") is string { Length: 0 } && read(value, "CollectedUtc") is string)
        {
            return "No evidence was collected. " + ToText(read(value, "Detail"));
        }

        if (zone.Equals("TrustAnchors", StringComparison.OrdinalIgnoreCase))
        {
            return "TrustAnchors holds keys; it is not a zone that anybody delegates.";
        }

        if (ToText(read(value, "IsAutoCreated")).Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase))
        {
            return "The zone was created by the DNS server for itself; nobody delegates it.";
        }

        var type = ToText(read(value, "ZoneType"));
        return type.Equals("Forwarder", StringComparison.OrdinalIgnoreCase) || type.Equals("Stub", StringComparison.OrdinalIgnoreCase)
            ? "A zone of type " + type + " is held elsewhere; audit it where it is held."
            : null;
    }

    private static string ToText(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        // No name, and what is said of it is to show why: the names of their types might even be names.
        IDictionary or IEnumerable => PipedText.Shown(value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
