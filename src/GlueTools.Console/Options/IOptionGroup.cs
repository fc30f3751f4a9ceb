using System.CommandLine;

namespace GlueTools.Console.Options;

/// <summary>Options that commands take together.</summary>
internal interface IOptionGroup
{
    void AddTo(Command command);
}
