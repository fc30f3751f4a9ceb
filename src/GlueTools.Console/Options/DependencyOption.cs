using System.CommandLine;

namespace GlueTools.Console.Options;

/// <summary>Whether what a domain depends on is asked for beside its delegation.</summary>
internal sealed class DependencyOption : IOptionGroup
{
    private readonly Option<bool> _dependencies = Texts.Switch("--dependencies", "Also ask what the domain depends on beyond its delegation: the zones that name servers lie in, and theirs.");

    public void AddTo(Command command) => command.Add(_dependencies);

    internal bool Read(OptionReader options) => options.Switch(_dependencies);
}
