using System.CommandLine;
using System.Net;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>Whom an audit asks on either side.</summary>
/// <param name="isParentOnly">Whether nobody on the child's side is asked.</param>
internal sealed class SideOptions(bool isParentOnly = false) : IOptionGroup
{
    private readonly Option<IPAddress[]> _childServers = Values.Addresses("--child-server", "Take this server's copy of the zone as the truth about it; may be repeated.");
    private readonly Option<int> _parentSample = Values.Number("--parent-sample", "Ask N of the parent's server addresses, chosen at random for each domain; 0 for all (0).", 0);

    public void AddTo(Command command)
    {
        if (!isParentOnly)
        {
            command.Add(_childServers);
        }

        command.Add(_parentSample);
    }

    internal AuditOptions Read(OptionReader options, AuditOptions walk) => walk with
    {
        ChildServers = options.Values(_childServers),
        ParentSample = options.Value(_parentSample, walk.ParentSample),
    };
}
