using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// Servers of the parent zone that differ, of which one has the newest copy: that is what all of them will have. So what is to be done is to bring up the others, and what that copy
/// itself leaves to be done.
/// </summary>
internal sealed class CaughtUpParents
{
    private static readonly ICheck[] Later = [new NameServerSetsAgree(), new NameServersSuffice(), new InDomainGluePresent(), new GlueMatchesChild(), new DsMatchesChild()];

    private readonly DelegationView _now;
    private readonly List<ParentServer> _newest;
    private readonly List<ServerAddress> _behind;
    private readonly uint _serial;

    private CaughtUpParents(DelegationView now, List<ParentServer> newest, List<ServerAddress> behind, uint serial)
    {
        _now = now;
        _newest = newest;
        _behind = behind;
        _serial = serial;
    }

    /// <summary>
    /// Null where serials do not tell: some did not show, servers with the newest one differ themselves, or one is newer of which nobody can see what it has, since it serves the zone itself or
    /// gives part of the delegation alone.
    /// </summary>
    /// <param name="view">What was seen of both sides.</param>
    /// <param name="comparable">The servers whose referral or denial is complete.</param>
    internal static CaughtUpParents? Of(DelegationView view, List<ParentServer> comparable)
    {
        if (comparable.Exists(server => server.Serial is null) || SerialNumber.Newest(comparable.Select(server => server.Serial)) is not { } best
            || view.Parent!.Servers.Any(server => server.Serial is { } serial && SerialNumber.IsNewer(serial, best)))
        {
            return null;
        }

        var newest = comparable.FindAll(server => server.Serial == best);
        var older = comparable.FindAll(server => server.Serial is { } serial && SerialNumber.IsNewer(best, serial));
        return newest.Count + older.Count == comparable.Count && newest.TrueForAll(server => IsLike(view, server, newest[0]))
            ? new CaughtUpParents(view, newest, older.FindAll(server => !IsLike(view, server, newest[0])).ConvertAll(server => server.Server), best) : null;
    }

    /// <summary>What is to be done about servers that say something else than others; what the newest copy leaves to be done is said of the servers that have it alone, so that nobody is told twice.</summary>
    /// <param name="saying">The servers.</param>
    /// <param name="isOf">Whether what would be found once all are caught up follows from that difference.</param>
    internal Advice Advise(List<ParentServer> saying, Predicate<Finding> isOf)
    {
        if (_newest[0].DeniesDelegation)
        {
            return Advice.None($"Find out, at the registrar, whether {_now.DomainName} is to be delegated, and see to it there: the newest copy of {Prose.Zone(_now.Parent!.Zone, "parent zone")} (serial {_serial.ToString(CultureInfo.InvariantCulture)}, at {_newest.ConvertAll(server => server.Server)}) has no delegation of it, and the servers that still delegate it take that copy sooner or later.");
        }

        Change up = Changes.ParentServer(_now, Wording.OfParent(_behind), ServerSetting.ServeSameCopy);
        var left = saying.Contains(_newest[0]) ? Left().FindAll(isOf) : [];
        var data = left.FindAll(finding => finding.Advice.Alternatives.Count > 0);
        var remark = data.Count == 1 ? data[0].Advice.Remark : null;
        var alternatives = new List<IReadOnlyList<Change>>();
        for (var i = 0; i == 0 || data.Exists(finding => i < finding.Advice.Alternatives.Count); i++)
        {
            var changes = data.SelectMany(finding => finding.Advice.Alternatives[Math.Min(i, finding.Advice.Alternatives.Count - 1)]);
            alternatives.Add(remark is null ? [.. changes, up] : [up, .. changes]);
        }

        // What is said behind the changes of one finding is true of these, too, where they come last.
        var advice = Advice.OneOf($"", [.. alternatives]);
        advice = remark is null ? advice : advice.With(remark);
        advice = data.Exists(finding => finding.Advice.IsDecision) ? advice.ForOwner() : advice;
        foreach (var finding in left)
        {
            if (finding.Advice.WithoutData is { } text)
            {
                return advice.With($"; with the newest copy everywhere, {finding.Code} is found then: {text.TrimEnd('.')}");
            }
        }

        return advice;
    }

    /// <summary>What is found once all have the newest copy, and is not found now.</summary>
    private List<Finding> Left()
    {
        var parent = _now.Parent!;
        var then = new DelegationView(_now.DomainName, new ParentSide(parent.Zone, parent.Child, _newest, parent.IsSample), _now.Child, _now.Conditions, null, _now.Questions, _now.DurationUs)
        {
            Afterwards = _now.Afterwards, Limits = _now.Limits, Unseen = _now.Unseen,
        };
        var left = new List<Finding>();
        foreach (var check in Later)
        {
            var now = check.Run(_now).Select(Subject).ToList();
            left.AddRange(check.Run(then).Where(finding => !now.Contains(Subject(finding))));
        }

        return left;
    }

    private static string Subject(Finding finding) => finding.Code + " " + string.Join(";", finding.NameServers) + " " + string.Join(";", finding.Addresses);

    private static bool IsLike(DelegationView view, ParentServer one, ParentServer other) =>
        one.Referral?.Ttl == other.Referral?.Ttl && ReferralSignature.Of(one, view.DomainName) == ReferralSignature.Of(other, view.DomainName);
}
