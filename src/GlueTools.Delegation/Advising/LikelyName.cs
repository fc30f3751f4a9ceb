using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Advising;

/// <summary>
/// What was probably meant by a name server's name that leads nowhere: a guess, and said as one. Only names that the evidence holds, or that follow from the name
/// itself, are guessed, and nothing is ever advised that rests on a guess alone.
/// </summary>
internal static class LikelyName
{
    /// <summary>Top-level domains in which most name servers lie, to be recognized in front of a zone's name.</summary>
    private static readonly string[] Common = ["com", "net", "org", "info", "biz"];

    /// <summary>The same, made where the sentence is written out: many of them never are, as a more telling finding replaces theirs.</summary>
    internal static object Later(DelegationView view, DomainName name) => new Pending(view, name);

    /// <summary>The guess as the end of a sentence: <c>; probably ns1.host.test is meant, and the dot at its end was forgotten</c>; empty where there is none.</summary>
    internal static string Guess(DelegationView view, DomainName name)
    {
        var others = new OrderedSet<DomainName>(view.NameServers);
        others.Remove(name);
        if (HostNames.SpelledAddress(name, view.DomainName, ParentOf(view)) is { } address)
        {
            return "; probably the address " + address + " is meant, and NS records take names only";
        }

        return Doubled(view, name, others) is { } inFront ? "; probably " + inFront + " is meant, and the dot at its end was forgotten"
            : Completed(view, name, others) is { } behind ? "; probably " + behind + " is meant, and the dot behind " + name + " is one too many"
            : (Mistyped(view, name, others) ?? OfItsZone(view, name)) is { } near ? "; perhaps " + near + " is meant"
            : HostNames.Oddity(name) is { } oddity ? "; it " + oddity + ", as no host's name may"
            : string.Empty;
    }

    /// <summary>A name that had a zone's name put behind it, as master files do with names that do not end in a dot.</summary>
    private static DomainName? Doubled(DelegationView view, DomainName name, OrderedSet<DomainName> others)
    {
        foreach (var origin in new[] { view.DomainName, ParentOf(view) })
        {
            if (origin.IsRoot || !name.IsBelow(origin))
            {
                continue;
            }

            var labels = HostNames.Labels(name);
            labels.RemoveRange(labels.Count - origin.LabelCount, origin.LabelCount);
            var whole = HostNames.Named(labels);
            if (others.Contains(whole) || whole.IsBelow(origin) || (labels.Count > 2 && IsTopLevel(labels[labels.Count - 1], view, others)))
            {
                return whole;
            }

            // Only the beginning of the zone's name was written: ns1.shop in shop.example.
            var own = HostNames.Labels(origin);
            if (labels.Count > 1 && origin.LabelCount > 1 && labels[labels.Count - 1] == own[0])
            {
                labels.RemoveAt(labels.Count - 1);
                return HostNames.Named(labels).Join(origin);
            }
        }

        return null;
    }

    /// <summary>A name that was meant to have the zone's name, or that of the zone above, put behind it.</summary>
    private static DomainName? Completed(DelegationView view, DomainName name, OrderedSet<DomainName> others)
    {
        foreach (var origin in new[] { view.DomainName, ParentOf(view) })
        {
            if (!name.IsRoot && name.WireLength + origin.WireLength <= DomainName.MaxWireLength && others.Contains(name.Join(origin)))
            {
                return name.Join(origin);
            }
        }

        return null;
    }

    /// <summary>
    /// One slip away from a name that is in use here, or from the domain that another name server lies in. Counting up (ns1, ns2) is no slip, nor is a digit more or less
    /// (ns1, ns11), unless one side has the one name in place of the other.
    /// </summary>
    private static DomainName? Mistyped(DelegationView view, DomainName name, OrderedSet<DomainName> others)
    {
        foreach (var other in others)
        {
            if (IsOneSlip(name, other, AreInPlaceOfEachOther(view, name, other)))
            {
                return other;
            }
        }

        if (name.LabelCount <= 2)
        {
            return null;
        }

        var domain = name.Parent;
        foreach (var other in others)
        {
            if (other.LabelCount > 2 && other.Parent is var near && name.WireLength - domain.WireLength + near.WireLength <= DomainName.MaxWireLength && IsOneSlip(domain, near, mayBeDigit: false))
            {
                return HostNames.Named(HostNames.Labels(name).GetRange(0, 1)).Join(near);
            }
        }

        return null;
    }

    /// <summary>One slip away from a name server of the zone that denies it, as where a provider's name was mistyped that no other name here shows.</summary>
    private static DomainName? OfItsZone(DelegationView view, DomainName name)
    {
        if (view.Child is not { } child || DoubtfulAddresses.ZoneThatDenies(child, name) is not { } zone)
        {
            return null;
        }

        var used = new OrderedSet<DomainName>();
        foreach (var exchange in view.Afterwards)
        {
            foreach (var record in exchange.Question == new Question(zone, RecordType.NS) && exchange.Message is { IsAuthoritative: true } message ? message.AnswersFor(zone, RecordType.NS) : [])
            {
                if (record.Data is NsData data)
                {
                    used.Add(data.NameServer);
                }
            }
        }

        foreach (var other in used)
        {
            if (IsOneSlip(name, other, mayBeDigit: false))
            {
                return other;
            }
        }

        return null;
    }

    private static bool IsTopLevel(string label, DelegationView view, OrderedSet<DomainName> others)
    {
        var isKnown = Array.IndexOf(Common, label) >= 0 || HostNames.Labels(view.DomainName.LastLabels(1))[0] == label;
        foreach (var other in others)
        {
            isKnown |= other.LabelCount > 1 && HostNames.Labels(other.LastLabels(1))[0] == label;
        }

        return isKnown;
    }

    /// <summary>Whether the delegation alone names the one and the zone alone the other.</summary>
    private static bool AreInPlaceOfEachOther(DelegationView view, DomainName one, DomainName other)
    {
        OrderedSet<DomainName> atParent = new(view.Parent?.NameServers ?? []), inChild = new(view.Child?.NameServers ?? []);
        return (atParent.Contains(one) && !inChild.Contains(one) && inChild.Contains(other) && !atParent.Contains(other))
            || (inChild.Contains(one) && !atParent.Contains(one) && atParent.Contains(other) && !inChild.Contains(other));
    }

    /// <summary>One letter more, less or another, or two that changed places; not where the letter is a digit, but for one more or less where that is said to count.</summary>
    private static bool IsOneSlip(DomainName one, DomainName other, bool mayBeDigit)
    {
        // As their texts are, without making these: most names are far from one another.
        if (Math.Abs(one.WireLength - other.WireLength) > 1)
        {
            return false;
        }

        string left = string.Join(".", HostNames.Labels(one)), right = string.Join(".", HostNames.Labels(other));
        if (Math.Abs(left.Length - right.Length) > 1 || left == right)
        {
            return false;
        }

        int start = 0, end = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
        {
            start++;
        }

        while (end < left.Length - start && end < right.Length - start && left[left.Length - 1 - end] == right[right.Length - 1 - end])
        {
            end++;
        }

        string gone = left.Substring(start, left.Length - start - end), come = right.Substring(start, right.Length - start - end);
        var isSwap = gone.Length == 2 && come.Length == 2 && gone[0] == come[1] && gone[1] == come[0];
        return (isSwap || (gone.Length <= 1 && come.Length <= 1)) && (!HasDigit(gone + come) || (mayBeDigit && gone.Length + come.Length == 1));
    }

    private static bool HasDigit(string text)
    {
        foreach (var letter in text)
        {
            if (letter is >= '0' and <= '9')
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Pending(DelegationView view, DomainName name)
    {
        private string? _guess;

        public override string ToString() => _guess ??= Guess(view, name);
    }

    private static DomainName ParentOf(DelegationView view) => view.Parent?.Zone ?? view.DomainName.Parent;
}
