using System;
using System.Security.Cryptography;
using System.Text;

namespace GlueTools.Dns.Dnssec;

/// <summary>
/// Signatures that are known to be right. A machine that does not recognise the one of an algorithm says nothing about others of it: its policy may refuse the
/// algorithm or its hash, and not every framework throws then. Made once with keys that were thrown away.
/// </summary>
internal static class KnownSignatures
{
    private const string Text = "a signature that is right";

    private const string Modulus =
        "vjOb9+3AmufbHthaXZm21dNzVN3s3DaPANMZm/Y09B6x7teJNz86zX0djXlFeMcs+QqA0czL7XurEql7wnBHqJIzbDTuWftrKk76HqpG2/PMKAIA7ecgHYXh"
        + "EaVURzcqZFTchGQ1HnUU2a2ews60XIeZqfje/jNXC547tTlc88KqPHKKA2nxmBuC0SI6SSEWAgTG3dmTeD/SUTz9im++zCYWUQR0pDl//cKo3JR/xtf6Wnx6"
        + "utZr7v6tElG5nuqtYF+7/PtgJDWed9S5IIcbQpY03zvA75pQvj4ufZzHDcs/9/SDQh/RBVSiiB3nbO21hTWd+5ggb230VrB2NH8CKw==";

    private const string RsaSha1 =
        "hr/95xiCIjj2CvDL3XRFAB6u6e0vIRrm0eYkP7OB28Ywo+kKNi6roLgU8LhvLlINxDh0p6ZBsPXvHX8IomQFFiAkMbmeDegj2Qb8lXyG0O0yBaaQS8hUdsEt"
        + "mdoS0TPrCUZhVmHALhvkPPd+O87JFToiowSUcyDmYwhcXgwk+uLAgSepQYBwsp/7KkqG24YgzChcybGl5VjOZMP0pJh2AaBjnhLX+0odp5JJeehWxIbc1j5x"
        + "OUWrgWCl90F4XsiDRH9+937jdlre9N3AAQz5B37cJOF0rM0z41F1c/rctEZwKSyWeUrWdCjmHTiDlkKUI++U0vxky8mMBTjb38Y3Ww==";

    private const string RsaSha256 =
        "RoVqsp3z77dpZD/4oew7qq45SZlqeOE1pJpJScolB3Q8ui9/jzcBABJv7ZvpjktTHZgX/SnFxQL+j/GTRow0QXkODZgb1gtZ/qHZbT5V2SCy5U+rEMXED9aX"
        + "Pq7ymolIbKhQ/TkOQtyvQKPfTQUQQZYVfusjv+iv9rbTmMYtIMmmhzmCfuZvq5PEiSexOt0W9KzzCYybR+iPCDYKhu0qCICKdd3elfKQ1mbpWt8xfpwhxqld"
        + "X2sI2KxH/uzN2rM/rhVapEj5irNxqNj09ZGNnqIS2FDi3CfoJFtDRmpzMYuRjvGsJbNp5H3WBjgTMXvXNIf0EBHr1zz1BTOGGSKNMA==";

    private const string RsaSha512 =
        "D5zNoZ5f6/pdlEMBz1d8uGqP5v4NdtCCCBenD/G+fhKsbLyX7AmgVD1qHCmGrF/49FLZzV2LTWMFE3zWA8IuEgPfhx/FYJ7tFvaQPJoVA3SGAvP1PO7sTwmO"
        + "Vr36Rkt5607wGfYxcAsTrxCd6hmwwWAQ4WjYKzRAXXoyZBGBjb1Jnm7PFx5JLWYmbUt1Ghhx6Zn0SAF0LCNXp6ihUV6d4Eyx8Cdc5blUkc76tw1g0sCLZHxP"
        + "cecBreJUI27bbR1EQnZQMGzMxyNTXIEg9PFBjndG6GRswC5aRz/Wkbye9rpJzgCAJQeKntsjOq1hA3KVEHnuT+8/4XyckXHIT38cNw==";

    private const string PointP256 =
        "1KHxWKXfC7dA1meEmC40ihw7ZIjOZ2uvAVXAWo/brv+n5+VzQzRtWlTwTPI6W8It1PyIUrNqJUfiQQ9ZOWBoZw==";

    private const string EcdsaP256 =
        "SRhwiRju5IAQxVZyz3LbWslciiK0qZdNuni4pq42rnyTAB0G/J2DxTPpu8dhAX5eu15pFajkrAETt5yvOzooiw==";

    private const string PointP384 =
        "p0+7SaGLhYrbANzKvOrltFGpB/QnJ0bSa49Yiu3uo0srgsCywZGYDDc4aozHxDXaMoN2kbo7dadGxYpcIlKr8JWqcOLY8VbEcPVvHsBpPLmV69A46bF/wa6g"
        + "SZVWeIjf";

    private const string EcdsaP384 =
        "35dYyUzXDrApkKEXj4o8a30I4BJrEO40PpcmxjcVkTDDk0xhxliLNnI2evL4KRCj3V03+UBkZTeVEztGBji0YA60TdH/Zt11ILd5EmJt/lsrXbb6HCDEf7ND"
        + "MyiPUt4y";

    /// <summary>Whether the provider recognises the known signature of an algorithm. What it throws is the caller's.</summary>
    internal static bool IsRecognised(ISignatureProvider provider, byte algorithm) => algorithm switch
    {
        DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3 => Rsa(provider, HashAlgorithmName.SHA1, RsaSha1),
        DnssecAlgorithm.RsaSha256 => Rsa(provider, HashAlgorithmName.SHA256, RsaSha256),
        DnssecAlgorithm.RsaSha512 => Rsa(provider, HashAlgorithmName.SHA512, RsaSha512),
        DnssecAlgorithm.EcdsaP256 => Curve(provider, ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, PointP256, EcdsaP256),
        DnssecAlgorithm.EcdsaP384 => Curve(provider, ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, PointP384, EcdsaP384),
        _ => false,
    };

    private static bool Rsa(ISignatureProvider provider, HashAlgorithmName hash, string signature) => provider.VerifyRsa(
        new RSAParameters { Exponent = [1, 0, 1], Modulus = Convert.FromBase64String(Modulus) }, hash, Encoding.ASCII.GetBytes(Text), Convert.FromBase64String(signature));

    private static bool Curve(ISignatureProvider provider, ECCurve curve, HashAlgorithmName hash, string point, string signature)
    {
        var both = Convert.FromBase64String(point);
        byte[] x = new byte[both.Length / 2], y = new byte[both.Length / 2];
        Buffer.BlockCopy(both, 0, x, 0, x.Length);
        Buffer.BlockCopy(both, x.Length, y, 0, y.Length);
        return provider.VerifyEcdsa(
            new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } }, hash, Encoding.ASCII.GetBytes(Text), Convert.FromBase64String(signature));
    }
}
