using System;
using System.Collections.Generic;

namespace GlueTools.Delegation.Findings;

/// <summary>Findings as sentences. They are written out here, at the edge, and nowhere read back.</summary>
public static class FindingText
{
    /// <summary>What was seen, in one sentence.</summary>
    public static string MessageOf(Finding finding) => Prose.Render(finding.Statement);

    /// <summary>A sentence with the values in it: lists as prose, numbers and addresses as everywhere.</summary>
    public static string Fill(FormattableString sentence) => Prose.Render(sentence);

    /// <summary>What to change and where, in one sentence: the alternatives one after the other, or why none is data and what to do instead.</summary>
    public static string RemedyOf(Finding finding)
    {
        var advice = finding.Advice;
        var remark = advice.Remark is { } said ? Prose.Render(said) : string.Empty;
        if (advice.Alternatives.Count == 0)
        {
            return remark;
        }

        var text = string.Empty;
        var where = string.Empty;
        foreach (var alternative in advice.Alternatives)
        {
            text += Joined(alternative, finding, text.Length == 0 ? string.Empty : "or", ref where);
        }

        return text + remark + ".";
    }

    /// <summary>The changes of one alternative. What goes on at the same place does not name it again.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="finding">What they mend.</param>
    /// <param name="word">What joins them to the text before them; empty where there is none.</param>
    /// <param name="where">The place that was named last.</param>
    private static string Joined(IReadOnlyList<Change> changes, Finding finding, string word, ref string where)
    {
        if (ChangeWords.OnBothSides(changes) is { } both)
        {
            where = string.Empty;
            return word.Length == 0 ? Prose.Capital(both) : ", " + word + " " + both;
        }

        var text = string.Empty;
        var isUnnamed = false;
        var written = 0;
        foreach (var change in changes)
        {
            if (++written > Prose.Most)
            {
                return text + ", and " + Prose.Number(changes.Count - Prose.Most) + " more of the kind";
            }

            var place = ChangeWords.Where(change, finding);
            var isAdded = change is { Record: ChangedRecord.NameServer, Action: ChangeAction.Add, NewNameServers.Count: 0 };
            var what = isAdded && isUnnamed ? ChangeWords.Likewise(change) : ChangeWords.What(change);
            isUnnamed |= isAdded || change is { Record: ChangedRecord.NameServer, Action: ChangeAction.Replace, NewNameServers.Count: 0 };
            var joint = word == "or" ? ", or" : word.Length > 0 ? " " + word : string.Empty;
            text += joint.Length == 0 ? Prose.Capital(place.Length == 0 ? what : place + " " + what)
                : place.Length == 0 || place == where ? joint + " " + what
                : joint + ", " + Prose.Small(place) + " " + what;
            where = place;
            word = "and";
        }

        return text;
    }
}
