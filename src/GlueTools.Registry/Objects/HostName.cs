using GlueTools.Dns.Names;

namespace GlueTools.Registry.Objects;

/// <summary>Names of hosts and domains in what registries send.</summary>
internal static class HostName
{
    /// <summary>Reads a name of at least two labels, as hosts have; in lower case.</summary>
    internal static bool TryRead(string text, out DomainName name)
    {
        name = default;
        return text.Length is > 2 and <= DomainName.MaxWireLength && text.IndexOf('.') > 0 && DomainNameInput.TryRead(text, out name, out _, out _) && name.LabelCount > 1;
    }

    /// <summary>Whether a name can be put into a URL or a line as it is: letters, digits, hyphens, underscores.</summary>
    internal static bool IsPlain(DomainName name)
    {
        foreach (var c in name.Text)
        {
            if (!(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_'))
            {
                return false;
            }
        }

        return !name.IsRoot;
    }
}
