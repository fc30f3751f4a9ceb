using System.CommandLine;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>Whom an audit asks on either side.</summary>
/// <param name="isParentOnly">Whether nobody on the child's side is asked.</param>
internal sealed class SideOptions(bool isParentOnly = false) : IOptionGroup
{
    private readonly Option<string[]> _childServers = Texts.Repeated("--child-server", "ADDRESS", "Take this server's copy of the zone as the truth about it; may be repeated.");
    private readonly Option<string> _parentSample = Texts.Option("--parent-sample", "N", "Ask N of the parent's server addresses, chosen at random for each domain; 0 for all (0).");

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
        ChildServers = options.Addresses(_childServers),
        ParentSample = options.Number(_parentSample, walk.ParentSample, 0),
    };
}
