using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>What one object, or the command line, says of a delegation that is not there yet.</summary>
internal sealed class ProposalPart(IReadOnlyList<string> nameServers, IDictionary? glue, IEnumerable? ds)
{
    private static readonly char[] ListMarks = [';', ',', '/', ' ', '\t'];

    /// <summary>Names, or names with addresses: <c>ns1.example.com/192.0.2.1</c>.</summary>
    internal IReadOnlyList<string> NameServers { get; } = nameServers;

    /// <summary>Addresses by name server.</summary>
    internal IDictionary? Glue { get; } = glue;

    /// <summary>DS records as text, or as objects.</summary>
    internal IEnumerable? Ds { get; } = ds;

    /// <summary>The row of Compare-GlueToZone of this session that it comes from; null where it comes from none.</summary>
    internal DelegationComparison? Row { get; private set; }

    /// <summary>Whether it comes from such a row that was in a file or another session, or of which only some columns are left: such a row knows nothing of the rest.</summary>
    internal bool IsLooseRow { get; private set; }

    /// <summary>A part whose object holds one name server and its addresses, as rows of Compare-GlueToZone and delegations of a DNS server do.</summary>
    /// <param name="nameServers">What is bound to <c>-NameServer</c>.</param>
    /// <param name="glue">What is bound to <c>-Glue</c>.</param>
    /// <param name="ds">What is bound to <c>-Ds</c>.</param>
    /// <param name="row">The object; null where there is none.</param>
    internal static ProposalPart Of(IReadOnlyList<string>? nameServers, IDictionary? glue, IEnumerable? ds, object? row)
    {
        var names = nameServers ?? [];
        if (row is not null && names.Count == 1 && names[0].IndexOfAny(ListMarks) < 0 && names[0].Length > 0)
        {
            var word = names[0];
            foreach (var item in PipelineObject.Items(PipelineObject.ReadProperty(row, "IPAddress")))
            {
                foreach (var address in PipelineObject.ReadAddress(item).Split(ListMarks, System.StringSplitOptions.RemoveEmptyEntries))
                {
                    word += "/" + address;
                }
            }

            names = [word];
        }

        var compared = (row is PSObject wrapper ? wrapper.BaseObject : row) as DelegationComparison;
        return new ProposalPart(names, glue, ds) { Row = compared, IsLooseRow = compared is null && row is not null && IsCompared(row) };
    }

    private static bool IsCompared(object row)
    {
        foreach (var name in PSObject.AsPSObject(row).TypeNames)
        {
            if (name.EndsWith(typeof(DelegationComparison).FullName!, System.StringComparison.Ordinal))
            {
                return true;
            }
        }

        return PipelineObject.ReadProperty(row, nameof(DelegationComparison.CanRepair)) is not null && PipelineObject.ReadProperty(row, nameof(DelegationComparison.GlueAddress)) is not null;
    }
}
