using System;

namespace GlueTools.Dns.Names;

/// <summary>The letters of a name as somebody asked for it. Servers repeat the letters of the question in compressed names only, and each in its own way in others.</summary>
internal static class NameSpelling
{
    /// <summary>Gives each label of a name that another name has too that one's spelling.</summary>
    /// <param name="wire">The name, in wire format, uncompressed; changed in place.</param>
    /// <param name="like">The other, likewise.</param>
    internal static void Spell(byte[] wire, byte[] like)
    {
        for (var at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            for (var other = 0; like[other] != 0; other += like[other] + 1)
            {
                if (wire[at] == like[other] && IsSameLabel(wire, at, like, other))
                {
                    Buffer.BlockCopy(like, other, wire, at, wire[at] + 1);
                    break;
                }
            }
        }
    }

    private static bool IsSameLabel(byte[] mine, int mineAt, byte[] theirs, int theirsAt)
    {
        for (int i = 1, length = mine[mineAt]; i <= length; i++)
        {
            if (DomainName.Fold(mine[mineAt + i]) != DomainName.Fold(theirs[theirsAt + i]))
            {
                return false;
            }
        }

        return true;
    }
}
