using GlueTools.Network.Walking;

namespace GlueTools.Network.Options;

/// <summary>The ceilings of a walk. Running into one is a result, not an error: the row says what was not looked at. What they are for: docs/ceilings.md.</summary>
internal static class WalkBudget
{
    /// <summary>
    /// Servers of one zone that a question is put to before the zone counts as not answering: all of thirteen dual-stack ones, since which come first is
    /// chance, and chance must not decide.
    /// </summary>
    internal const int ServersPerQuestion = 32;

    /// <summary>Name servers without glue that are tried for one question, where those before them had addresses and no answer.</summary>
    internal const int WaysPerQuestion = 8;

    /// <summary>Questions for the way down to one name (RFC 9156, section 2.3): then the labels left are asked about together.</summary>
    internal const int LabelsOneByOne = 10;

    /// <summary>Name servers that may have to be looked up one for the other; deeper means malice.</summary>
    internal const int DependencyDepth = 24;

    /// <summary>Name servers of one zone that are looked at; more is an attack (NXNSAttack, CVE-2020-12662) or a mistake.</summary>
    internal const int NameServersPerZone = 64;

    /// <summary>Addresses of one zone that are asked; more is an attack or a mistake.</summary>
    internal const int AddressesPerZone = 256;

    /// <summary>Addresses of one family that are asked of one name server, by one answer; more is an attack or a mistake.</summary>
    internal const int AddressesPerNameServer = 32;

    /// <summary>Name servers of either side that every ceiling leaves room for.</summary>
    private const int UsualNameServers = 13;

    /// <summary>Addresses that these have where both sides name other servers, each with one of each family.</summary>
    private const int UsualAddresses = 4 * UsualNameServers;

    /// <summary>Addresses of the parent zone that are asked, each at most four different questions: the referral, the same without EDNS and over TCP, the SOA.</summary>
    internal const int ParentAddresses = UsualAddresses;

    /// <summary>Different questions to one address of the zone, those about in-domain name servers (two for each) not included: SOA, NS, DNSKEY, CSYNC, recursion, and over TCP SOA, NS, DNSKEY.</summary>
    internal const int QuestionsPerZoneAddress = 8;

    /// <summary>
    /// Different questions to all addresses of a zone: addresses × (8 + 2 × in-domain names), and no more than that comes to for 13 name servers in the delegation
    /// and 13 others in the zone, each with an address of each family.
    /// </summary>
    internal const int ZoneQuestions = UsualAddresses * (QuestionsPerZoneAddress + (2 * 2 * UsualNameServers));

    /// <summary>Octets of answers, for one domain or one search, after which no further server is asked and no long answer kept.</summary>
    internal const long OctetsPerDomain = 8 << 20;

    /// <summary>Octets of an answer that is kept in any case: as many as come over UDP.</summary>
    internal const int OctetsAlwaysKept = 4096;

    /// <summary>Microseconds for which what is known of zones above a domain is kept between the runs of a session.</summary>
    internal const long KeptUs = 60_000_000;

    /// <summary>Zone cuts that are kept so.</summary>
    internal const int KeptCuts = 1000;

    /// <summary>Microseconds with a question on its way after which one domain is asked no further.</summary>
    internal const long TimePerDomainUs = 120_000_000;

    /// <summary>How often a domain is audited again because the network was silent meanwhile.</summary>
    internal const int RoundsWhereSilent = 2;

    /// <summary>Microseconds for which all audits wait for a network that has fallen silent.</summary>
    internal const long PatienceWithNetworkUs = 60_000_000;

    /// <summary>Name servers outside the zone that are looked up side by side. Where there are more, they are looked up one after the other.</summary>
    internal const int LookupsAtOnce = 2 * UsualNameServers;

    /// <summary>Questions for looking up one domain's name servers, after which no further one is looked up.</summary>
    internal const int LookupQuestionsPerDomain = 512;

    /// <summary>Zones beyond its delegation that are looked at to tell what a domain depends on.</summary>
    internal const int ZonesPerGraph = 128;

    /// <summary>Name servers of these that are looked up.</summary>
    internal const int NamesPerGraph = 256;

    /// <summary>Questions for all of that, after which no further one is begun.</summary>
    internal const int QuestionsPerGraph = 2 * LookupQuestionsPerDomain;

    /// <summary>Things that one search may need to find out: zones, name servers, the ways to zones.</summary>
    internal const int SearchSteps = 999;

    /// <summary>Name servers one for the other after which a search has certainly needed as much: a way, a zone and the name for each.</summary>
    internal const int SearchDepth = SearchSteps / 3;

    /// <summary>Questions that one search may need: 24 name servers one for the other take about half of them.</summary>
    internal const int SearchQuestions = 192;

    /// <summary>Microseconds with a question on its way that one search may need.</summary>
    internal const long SearchTimeUs = 60_000_000;

    /// <summary>Steps of all searches between two looks at the clock; the last of them may look at all that one search needs.</summary>
    internal const int StepsAtAStretch = 64;

    /// <summary>Things looked at, without any work on them, that count as a step.</summary>
    internal const int LooksInAStep = 16;

    /// <summary>Microseconds after which the next server of a zone is asked beside one that has not answered yet.</summary>
    internal const long HedgeUs = 400_000;

    /// <summary>Zone cuts, and beside them zones' servers and name servers' addresses, that a run remembers; the least used are forgotten and asked again.</summary>
    internal const int Remembered = 16_384;
}
