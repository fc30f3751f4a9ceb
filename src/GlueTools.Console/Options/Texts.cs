using System.CommandLine;

namespace GlueTools.Console.Options;

/// <summary>Makes options of texts: names, files, and words whose meaning depends on more than themselves.</summary>
internal static class Texts
{
    internal static Option<string> Option(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    internal static Option<string[]> Repeated(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    internal static Option<bool> Switch(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
