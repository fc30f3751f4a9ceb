namespace GlueTools.Registry.Json;

/// <summary>
/// Whether a text is one object or array from its first bracket to its last, and no deeper than it may be. The framework's reader takes a text that was cut off
/// for one that ended, and says nothing of what stands behind the first value.
/// </summary>
internal static class JsonShape
{
    internal static bool IsWhole(byte[] octets, int start, int mostDepth)
    {
        int depth = 0, at = start;
        bool inText = false, begun = false;
        for (; at < octets.Length; at++)
        {
            var octet = octets[at];
            if (inText)
            {
                at += octet == '\\' ? 1 : 0;
                inText = octet != '"';
            }
            else if (octet == '"')
            {
                inText = true;
            }
            else if (octet is (byte)'{' or (byte)'[')
            {
                begun = true;
                if (++depth > mostDepth)
                {
                    return false;
                }
            }
            else if (octet is (byte)'}' or (byte)']' && --depth <= 0)
            {
                at++;
                break;
            }
        }

        for (; at < octets.Length; at++)
        {
            if (octets[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return begun && depth == 0 && !inText;
    }
}
