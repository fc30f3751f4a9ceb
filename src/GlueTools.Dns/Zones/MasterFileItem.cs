using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>A record of a master file, or as much of one as is known of a type that nobody wants.</summary>
internal readonly struct MasterFileItem(DomainName owner, RecordType type, string typeText, uint ttl, RecordData? data, string file, int line)
{
    internal DomainName Owner => owner;

    /// <summary>0 for a type that has a name elsewhere only.</summary>
    internal RecordType Type => type;

    /// <summary>The type as it is written.</summary>
    internal string TypeText => typeText;

    internal uint Ttl => ttl;

    /// <summary>Null where the type is not wanted.</summary>
    internal RecordData? Data => data;

    internal string File => file;

    internal int Line => line;
}
