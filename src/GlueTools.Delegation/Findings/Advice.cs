using System;
using System.Collections.Generic;

namespace GlueTools.Delegation.Findings;

/// <summary>What can be done about a finding: one of several alternatives, each a set of changes that go together; or why nothing of it can be said as data.</summary>
public sealed class Advice
{
    private static readonly IReadOnlyList<IReadOnlyList<Change>> NoAlternatives = Array.Empty<IReadOnlyList<Change>>();

    private Advice(IReadOnlyList<IReadOnlyList<Change>> alternatives, FormattableString? remark, bool isDecision = false)
    {
        Alternatives = alternatives;
        Remark = remark;
        IsDecision = isDecision && alternatives.Count > 0;
    }

    /// <summary>The alternatives, the most likely one first; each holds at least one change. Empty where none is data.</summary>
    public IReadOnlyList<IReadOnlyList<Change>> Alternatives { get; }

    /// <summary>Whether nothing that was seen speaks for one of the alternatives: which is right is for whoever owns the domain to say.</summary>
    public bool IsDecision { get; }

    /// <summary>Whether nothing is to be done about it by itself: what mends other findings takes it along.</summary>
    internal bool GoesWithOthers { get; private init; }

    /// <summary>Whether no change can be told since a family of addresses could not be tested: an audit made elsewhere can tell.</summary>
    public bool AwaitsTest { get; private init; }

    /// <summary>Why no change can be told as data, and what to do instead; null where there are alternatives.</summary>
    public string? WithoutData => Alternatives.Count == 0 ? Prose.Render(Remark!) : null;

    /// <summary>What is to be said beside the alternatives, or in their stead; null where nothing is.</summary>
    internal FormattableString? Remark { get; }

    /// <summary>No change is data.</summary>
    /// <param name="remark">Why, and what to do instead.</param>
    internal static Advice None(FormattableString remark) => new(NoAlternatives, remark);

    /// <summary>Nothing is to be done that does not mend another finding.</summary>
    /// <param name="remark">Why.</param>
    internal static Advice WithOthers(FormattableString remark) => new(NoAlternatives, remark) { GoesWithOthers = true };

    /// <summary>No change can be told before an audit from elsewhere.</summary>
    /// <param name="remark">Why, and what that has to test.</param>
    internal static Advice AfterTest(FormattableString remark) => new(NoAlternatives, remark) { AwaitsTest = true };

    /// <summary>One change.</summary>
    internal static Advice Of(Change change) => new([[change]], null);

    /// <summary>Changes that go together.</summary>
    internal static Advice Of(IReadOnlyList<Change> changes) => new([changes], null);

    /// <summary>One of several sets of changes; those that are empty do not count.</summary>
    /// <param name="otherwise">Why nothing is data where no set is left.</param>
    /// <param name="alternatives">The sets.</param>
    internal static Advice OneOf(FormattableString otherwise, params IReadOnlyList<Change>[] alternatives)
    {
        var all = new List<IReadOnlyList<Change>>();
        foreach (var alternative in alternatives)
        {
            if (alternative.Count > 0)
            {
                all.Add(alternative);
            }
        }

        return all.Count == 0 ? None(otherwise) : new Advice(all, null);
    }

    /// <summary>The same with a remark behind the alternatives; where there are none, what is said in their stead stays.</summary>
    internal Advice With(FormattableString remark) => Alternatives.Count == 0 ? this : new(Alternatives, remark, IsDecision);

    /// <summary>The same alternatives, between which, or between which and what the remark says, the domain's owner has to decide; nothing is to be decided where there is one alone.</summary>
    internal Advice ForOwner() => new(Alternatives, Remark, isDecision: Alternatives.Count > 1 || Remark is not null);
}
