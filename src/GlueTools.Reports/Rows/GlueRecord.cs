using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One glue address that the parent serves for a name server, or one name server without glue.</summary>
public sealed class GlueRecord
{
    private const string Missing = "Missing", Partial = "Partial";

    private Severity? _worst;

    private GlueRecord(string domainName, string status)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
    }

    /// <summary>The name server: the glue record's owner.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>A or AAAA; A_AAAA where there is no address.</summary>
    public string Type { get; private set; } = "A_AAAA";

    /// <summary>Seconds that the record may be kept; empty where there is none.</summary>
    public long? TTL { get; private set; }

    /// <summary>The address; empty where there is none.</summary>
    public string IPAddress { get; private set; } = string.Empty;

    /// <summary>The domain asked about.</summary>
    public string DomainName { get; }

    /// <summary>The zone that delegates it.</summary>
    public string ParentZone { get; private set; } = string.Empty;

    /// <summary>InDomain, Sibling or Unrelated.</summary>
    public string Relation { get; private set; } = string.Empty;

    /// <summary>Whether the name server cannot be found without glue.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>How many of the parent's server addresses that were considered give this record: <c>4/4</c>. Those that were not asked or did not answer count, too.</summary>
    public string ServedBy { get; private set; } = string.Empty;

    /// <summary>The parent server that the row is about, as name/address; empty where it is about all of them.</summary>
    public string ParentServer { get; private set; } = string.Empty;

    /// <summary>Those servers that give it, as name/address.</summary>
    public TextList ParentServers { get; private set; } = TextList.None;

    /// <summary>What carried the answers: Udp, Tcp, or both.</summary>
    public string Transport { get; private set; } = string.Empty;

    /// <summary>
    /// Present, Partial (some referral lacks it), Missing (required and absent) or NotNeeded; for a domain without name servers NotDelegated,
    /// NameDoesNotExist, Alias, NotObservable, Unknown, Invalid or Skipped.
    /// </summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => RowRank.Of(Status, _worst);

    /// <summary>What to know beyond the status; empty where there is nothing.</summary>
    public string Detail { get; private set; } = string.Empty;

    /// <summary>What was not looked at, and so may be otherwise: sides and families of addresses that were not asked, servers of the parent that gave no referral, a sample in place of all of them, ceilings that were reached.</summary>
    public TextList Limits { get; private set; } = TextList.None;

    /// <summary>The severity of the worst finding that tells of the row's fault; null where there is none.</summary>
    public Severity? Worst() => _worst;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(Name), Name), (nameof(Type), Type), (nameof(TTL), TTL), (nameof(IPAddress), IPAddress), (nameof(DomainName), DomainName),
        (nameof(ParentZone), ParentZone), (nameof(Relation), Relation), (nameof(IsRequired), IsRequired), (nameof(ServedBy), ServedBy),
        (nameof(ParentServer), ParentServer), (nameof(ParentServers), ParentServers), (nameof(Transport), Transport), (nameof(Status), Status),
        (nameof(Rank), Rank), (nameof(Detail), Detail), (nameof(Limits), Limits));

    /// <summary>A row for a name that could not be asked about.</summary>
    public static GlueRecord Without(string domainName, string status, string detail) => new(domainName, status) { Detail = SafeText.Cell(detail) };

    /// <summary>A row of glue that a history remembers.</summary>
    /// <param name="domainName">The domain.</param>
    /// <param name="nameServer">The name server.</param>
    /// <param name="address">The address.</param>
    /// <param name="detail">Since when and until when.</param>
    internal static GlueRecord Remembered(string domainName, string nameServer, string address, string detail) => new(domainName, "Present")
    {
        Name = nameServer,
        Type = address.IndexOf(':') < 0 ? "A" : "AAAA",
        IPAddress = address,
        Detail = detail,
    };

    /// <summary>The rows of one domain: at least one.</summary>
    /// <param name="report">The evidence, and what was found in it.</param>
    /// <param name="perServer">A row for each parent server instead of one for all.</param>
    public static IReadOnlyList<GlueRecord> From(DelegationReport report, bool perServer)
    {
        var rows = RowsOf(report, perServer);
        var limits = TextList.Of(RowLimits.WithSilence(report.View));
        foreach (var row in rows)
        {
            row.Limits = limits;
        }

        return rows;
    }

    /// <summary>
    /// The rows of one domain whose address is wanted, and those of which nobody can say. Where none of the servers that were heard gives such an address and others were
    /// not, that is a row of its own: a filter must not make it look as if nobody gave it.
    /// </summary>
    /// <param name="report">The evidence, and what was found in it.</param>
    /// <param name="perServer">A row for each parent server instead of one for all.</param>
    /// <param name="wanted">The ranges; empty for all addresses.</param>
    public static IReadOnlyList<GlueRecord> From(DelegationReport report, bool perServer, IReadOnlyList<AddressPrefix> wanted)
    {
        var rows = AddressFilter.Of(From(report, perServer), wanted);
        return rows.Count > 0 || report.View.Parent is not { } parent || ParentSilence.Unheard(parent).Count == 0 ? rows
            :
            [
                new GlueRecord(report.View.DomainName.Text, RowStatus.Unknown)
                {
                    ParentZone = parent.Zone.Text,
                    ServedBy = Share(0, parent),
                    Detail = SafeText.Cell("None of the parent's servers that gave a referral has such an address in it; of the others nobody can say. " + ParentSilence.InVainSentence(parent)),
                    Limits = TextList.Of(RowLimits.WithSilence(report.View)),
                },
            ];
    }

    private static List<GlueRecord> RowsOf(DelegationReport report, bool perServer)
    {
        var view = report.View;
        if (RowStatus.WithoutDelegation(view) is { } status)
        {
            return [new GlueRecord(view.DomainName.Text, status) { ParentZone = view.Parent?.Zone.Text ?? string.Empty, Detail = SafeText.Cell(RowStatus.WhyUnknown(view) ?? string.Empty), _worst = RowStatus.WorstWithoutDelegation(report) }];
        }

        var rows = new List<GlueRecord>();
        var parent = view.Parent!;
        if (!perServer || parent.Servers.Count == 0)
        {
            AddRows(rows, view, parent.Statements);
            return Judged(rows, report);
        }

        foreach (var server in parent.Servers)
        {
            var from = rows.Count;
            if (server.Statement is { } statement)
            {
                AddRows(rows, view, [statement]);
            }
            else
            {
                rows.Add(new GlueRecord(view.DomainName.Text, ParentSilence.StatusOf(server)) { ParentZone = parent.Zone.Text, Detail = SafeText.Cell(ParentSilence.SentenceOf(server)) });
            }

            foreach (var row in rows.Skip(from))
            {
                row.ParentServer = server.Server.ToString();
                // What the others did not say has rows of its own.
                row.Detail = server.Statement is null ? row.Detail : string.Empty;
            }
        }

        return Judged(rows, report);
    }

    /// <summary>A row of what is missing, or not everywhere, is as bad as the finding that says so.</summary>
    private static List<GlueRecord> Judged(List<GlueRecord> rows, DelegationReport report)
    {
        foreach (var row in rows)
        {
            row._worst = row.Status is Missing or Partial ? NameServerVerdict.WorstOf(report.All.Where(finding => Tells(finding, row.Name))) : null;
        }

        return rows;
    }

    private static bool Tells(Delegation.Findings.Finding finding, string name)
    {
        var isOfName = false;
        foreach (var server in finding.NameServers)
        {
            isOfName |= server.Text == name;
        }

        return isOfName && finding.Kind.Aspect is FindingAspect.GlueLacks or FindingAspect.GlueDiffers;
    }

    private static void AddRows(List<GlueRecord> rows, DelegationView view, IReadOnlyList<ParentStatement> statements)
    {
        var names = new OrderedSet<DomainName>();
        foreach (var statement in statements)
        {
            names.UnionWith(statement.Delegation.NameServers);
        }

        foreach (var name in names)
        {
            var found = new SortedDictionary<IPAddress, List<KeyValuePair<ParentStatement, GlueAddress>>>(AddressOrder.Instance);
            foreach (var statement in statements)
            {
                foreach (var glue in statement.Delegation.Glue)
                {
                    if (glue.Name == name)
                    {
                        if (!found.TryGetValue(glue.Address, out var givers))
                        {
                            found.Add(glue.Address, givers = new List<KeyValuePair<ParentStatement, GlueAddress>>());
                        }

                        givers.Add(new KeyValuePair<ParentStatement, GlueAddress>(statement, glue));
                    }
                }
            }

            foreach (var address in found)
            {
                rows.Add(Row(view, name, address.Key, address.Value));
            }

            if (found.Count == 0)
            {
                rows.Add(RowWithoutAddress(view, name, statements));
            }
        }
    }

    private static GlueRecord Row(DelegationView view, DomainName name, IPAddress address, List<KeyValuePair<ParentStatement, GlueAddress>> givers)
    {
        var relation = view.RelationOf(name);
        uint? ttl = null;
        foreach (var giver in givers)
        {
            ttl = ttl < giver.Value.Ttl ? ttl : giver.Value.Ttl ?? ttl;
        }

        var giving = view.Parent!.Statements.Count(statement => statement.Gives(name, address));
        return new GlueRecord(view.DomainName.Text, giving == view.Parent.Statements.Count ? "Present" : Partial)
        {
            Name = name.Text,
            Type = address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A",
            TTL = ttl,
            IPAddress = address.ToString(),
            ParentZone = view.Parent.Zone.Text,
            Relation = relation.ToString(),
            IsRequired = relation == NameServerRelation.InDomain,
            ServedBy = Share(giving, view.Parent),
            ParentServers = ServersOf(givers.ConvertAll(giver => giver.Key)),
            Transport = Carriers(givers.ConvertAll(giver => giver.Key)),
            Detail = DetailOf(view.Parent, givers[0].Key),
        };
    }

    private static GlueRecord RowWithoutAddress(DelegationView view, DomainName name, IReadOnlyList<ParentStatement> statements)
    {
        var relation = view.RelationOf(name);
        var naming = new List<ParentStatement>();
        foreach (var statement in statements)
        {
            if (statement.Names(name))
            {
                naming.Add(statement);
            }
        }

        var isGivenElsewhere = view.Parent!.GlueOf(name).Count > 0;
        return new GlueRecord(view.DomainName.Text, relation != NameServerRelation.InDomain ? "NotNeeded" : isGivenElsewhere ? Partial : Missing)
        {
            Name = name.Text,
            ParentZone = view.Parent.Zone.Text,
            Relation = relation.ToString(),
            IsRequired = relation == NameServerRelation.InDomain,
            ServedBy = Share(0, view.Parent),
            ParentServers = ServersOf(naming),
            Transport = Carriers(naming),
            Detail = DetailOf(view.Parent, naming[0]),
        };
    }

    /// <summary>Of all addresses of the parent that were considered, whatever they said; of the statements where somebody else speaks in their stead.</summary>
    private static string Share(int some, ParentSide parent) =>
        some.ToString(CultureInfo.InvariantCulture) + "/" + (parent.Servers.Count > 0 ? parent.Servers.Count : parent.Statements.Count).ToString(CultureInfo.InvariantCulture);

    /// <summary>The line of the zone file that says so; where servers do, which of them said nothing, and why.</summary>
    private static string DetailOf(ParentSide parent, ParentStatement statement) =>
        SafeText.Cell(statement.Source.Kind == SourceKind.ZoneFile ? statement.Source.ToString() : ParentSilence.SentenceOf(parent));

    private static TextList ServersOf(List<ParentStatement> statements)
    {
        var servers = new List<ServerAddress>();
        foreach (var statement in statements)
        {
            if (statement.Source.Server is { } server)
            {
                servers.Add(server);
            }
        }

        return TextList.Of(servers);
    }

    private static string Carriers(List<ParentStatement> statements)
    {
        bool udp = false, tcp = false;
        foreach (var statement in statements)
        {
            tcp |= statement.Source.Protocol == DnsProtocol.Tcp;
            udp |= statement.Source.Protocol == DnsProtocol.Udp;
        }

        return udp && tcp ? "Udp;Tcp" : tcp ? "Tcp" : udp ? "Udp" : string.Empty;
    }
}
