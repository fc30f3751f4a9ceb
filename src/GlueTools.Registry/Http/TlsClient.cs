using System;
using System.IO;
using System.Net.Security;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Http;

/// <summary>Speaks TLS 1.2 or later on a connection. The setting is the connection's own; nothing of the process is touched.</summary>
internal static class TlsClient
{
    // TLS 1.3 has no name in netstandard2.0. Windows PowerShell 5.1's framework refuses to be asked for it where the system does not have it.
    private const SslProtocols Tls13 = (SslProtocols)12288;

    // id-kp-serverAuth (RFC 5280, section 4.2.1.12).
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <exception cref="AskException">The server's certificate does not hold, or there is no TLS.</exception>
    internal static async Task<Stream> OpenAsync(Stream stream, string host, X509Certificate2? trusted)
    {
        var why = string.Empty;
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, chain, errors) => IsGood(certificate, chain, errors, trusted, out why));
        var isFramework = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
        try
        {
            await tls.AuthenticateAsClientAsync(host, null, isFramework ? SslProtocols.Tls12 : SslProtocols.Tls12 | Tls13, checkCertificateRevocation: false).ConfigureAwait(false);
            return tls;
        }
        catch (AuthenticationException error)
        {
            tls.Dispose();
            throw new AskException(
                why.Length > 0 ? "The certificate of " + host + " does not hold: " + why + "." : "TLS 1.2 or later cannot be spoken with " + host + ": " + CleanText.Of(error.InnerException?.Message ?? error.Message).TrimEnd('.') + ".",
                error);
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }

    private static bool IsGood(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2? trusted, out string why)
    {
        why = string.Empty;
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0 || certificate is null)
        {
            why = "there is none";
        }
        else if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            why = "it is for other names";
        }
        else if (trusted is not null && chain is not null && IsBelow(certificate, chain, trusted))
        {
            return true;
        }
        else
        {
            why = Reason(chain);
        }

        return false;
    }

    private static string Reason(X509Chain? chain)
    {
        foreach (var status in chain?.ChainStatus ?? [])
        {
            if (status.Status is X509ChainStatusFlags.NotTimeValid)
            {
                return "it is not valid today";
            }

            if (status.Status is X509ChainStatusFlags.NotValidForUsage)
            {
                return "it says what it is for, and that is not a server";
            }
        }

        return "it was not issued by an authority that this system believes";
    }

    /// <summary>Whether the chain, built anew, ends at the authority that was given, and nothing else is wrong with it.</summary>
    private static bool IsBelow(X509Certificate certificate, X509Chain given, X509Certificate2 trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        // As the framework itself does: a certificate that says what it is for must be for servers; one that does not say so is for anything.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.ExtraStore.Add(trusted);
        foreach (var element in given.ChainElements)
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var leaf = new X509Certificate2(certificate);
        if (!chain.Build(leaf) || chain.ChainElements.Count == 0)
        {
            return false;
        }

        var root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
        return Convert.ToBase64String(root.RawData) == Convert.ToBase64String(trusted.RawData);
    }
}
