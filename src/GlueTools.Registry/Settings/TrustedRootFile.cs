using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Settings;

/// <summary>Reads the certificate of an authority that a user believes.</summary>
public static class TrustedRootFile
{
    /// <summary>Octets that such a file may have.</summary>
    public const int MostOctets = 64 * 1024;

    /// <summary>Reads a certificate in PEM or DER.</summary>
    /// <exception cref="RegistryFormatException">It is none.</exception>
    public static X509Certificate2 Read(byte[] octets)
    {
        if (octets.Length > MostOctets)
        {
            throw new RegistryFormatException("it is too long for a certificate");
        }

        try
        {
            return new X509Certificate2(octets);
        }
        catch (CryptographicException error)
        {
            throw new RegistryFormatException("it is no certificate in PEM or DER", error);
        }
    }
}
