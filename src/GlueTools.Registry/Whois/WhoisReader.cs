using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Whois;

/// <summary>
/// Reads WHOIS answers by what their lines say, not by which server they came from: keys and values, headings with lines below, in whatever order a registry
/// has them. Nothing is guessed: an answer in which nothing is recognised is <see cref="WhoisAnswerKind.NotUnderstood"/>.
/// </summary>
internal static class WhoisReader
{
    /// <summary>Octets of an answer.</summary>
    internal const int MostOctets = 256 * 1024;

    /// <summary>Longer lines are cut: none of them is a field.</summary>
    private const int MostLine = 1000;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static WhoisAnswer Read(byte[] octets, DomainName asked)
    {
        var state = new State(asked);
        foreach (var line in Decode(octets).Split('\n'))
        {
            state.Take(line.Length > MostLine ? line.Substring(0, MostLine) : line.TrimEnd('\r'));
        }

        return state.ToAnswer();
    }

    // UTF-8 where it is that, or else the form that the old servers write.
    private static string Decode(byte[] octets)
    {
        var length = Math.Min(octets.Length, MostOctets);
        try
        {
            return Utf8.GetString(octets, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("iso-8859-1").GetString(octets, 0, length);
        }
    }

    private sealed class State(DomainName asked)
    {
        private readonly WhoisHosts _hosts = new(asked);
        private readonly List<string> _statuses = new(), _ds = new();
        private string _registrar = string.Empty, _changed = string.Empty, _expires = string.Empty, _referral = string.Empty;
        private bool _isFirst = true, _isContact, _isNamed, _saysNothing, _refuses, _maySayTooMuch, _awaitsRegistrar, _awaitsStatus;

        internal void Take(string text)
        {
            if (text.Length > 0 && text[0] is '%' or '#' or ';')
            {
                // Remarks: of what they say, only that there is nothing or too much was asked counts.
                TakeSentence(text);
                return;
            }

            var line = WhoisLine.Read(text);
            var isServer = _hosts.Take(line);
            if (line.IsBlank)
            {
                _isContact = false;
                _isFirst = true;
                return;
            }

            // A block that begins with a person is about that person, to its end: statuses and dates in it are theirs.
            _isContact |= _isFirst && WhoisKeys.IsContact(line.Key);
            _isFirst = false;
            TakeSentence(text);
            if (!isServer)
            {
                TakeField(line);
            }
        }

        internal WhoisAnswer ToAnswer()
        {
            if (_hosts.Count == 0 && _referral.Length > 0)
            {
                return new WhoisAnswer(WhoisAnswerKind.Referral) { Referral = _referral };
            }

            // Terms of use speak of limits and of domains that are available; a domain that is shown is there all the same.
            if (_hosts.Count > 0 || (_isNamed && !_saysNothing && (_statuses.Count > 0 || _registrar.Length > 0)))
            {
                return new WhoisAnswer(WhoisAnswerKind.Domain) { Domain = ToDomain() };
            }

            return new WhoisAnswer(_refuses ? WhoisAnswerKind.Limited
                : _saysNothing ? WhoisAnswerKind.NotRegistered
                : _maySayTooMuch ? WhoisAnswerKind.Limited
                : WhoisAnswerKind.NotUnderstood);
        }

        private RegisteredDomain ToDomain() => new(asked)
        {
            Hosts = _hosts.ToList(),
            Statuses = _statuses,
            Ds = _ds,
            Registrar = _registrar,
            LastChangedUtc = _changed,
            ExpiresUtc = _expires,
            Limits = _hosts.IsCut ? [string.Format(CultureInfo.InvariantCulture, "name servers beyond the first {0} of the registry", RegisteredDomain.MostHosts)] : [],
        };

        private void TakeSentence(string text)
        {
            _saysNothing |= WhoisSentences.SaysNothing(text) || WhoisSentences.IsStatusOfNothing(text);
            _refuses |= WhoisSentences.Refuses(text);
            _maySayTooMuch |= WhoisSentences.MaySayTooMuch(text);
        }

        private void TakeField(WhoisLine line)
        {
            if (line.Key.Length == 0)
            {
                TakeBelow(line.Value);
                return;
            }

            var awaitedRegistrar = _awaitsRegistrar;
            _awaitsRegistrar = _awaitsStatus = false;
            if (awaitedRegistrar && line.IsIndented && line.Key is "name" or "organization" && _registrar.Length == 0)
            {
                _registrar = CleanText.Of(line.Value);
            }
            else if (WhoisKeys.IsReferral(line.Key) && line.Value.Length > 0)
            {
                _referral = line.Value;
            }
            else if (WhoisKeys.IsDomain(line.Key))
            {
                _isNamed |= HostName.TryRead(FirstWord(line.Value).TrimEnd('.'), out var name) && name == asked;
            }
            else if (!_isContact)
            {
                TakeFact(line);
            }
        }

        private void TakeFact(WhoisLine line)
        {
            if (WhoisKeys.IsStatus(line.Key))
            {
                _saysNothing |= WhoisSentences.IsStatusOfNothing(line.Value);
                AddStatus(line.Value);
                _awaitsStatus = line.Value.Length == 0;
            }
            else if (WhoisKeys.IsRegistrar(line.Key))
            {
                TakeRegistrar(line.Value);
            }
            else if (WhoisKeys.IsChanged(line.Key) && _changed.Length == 0)
            {
                _changed = TimeText.Utc(line.Value);
            }
            else if (WhoisKeys.IsExpires(line.Key) && _expires.Length == 0)
            {
                _expires = TimeText.Utc(line.Value);
            }
            else if (WhoisKeys.IsDs(line.Key) && DsText.TryRead(line.Value, out var ds, out _) && _ds.Count < RegisteredDomain.MostItems)
            {
                _ds.Add(ds.ToString());
            }
        }

        private void TakeRegistrar(string value)
        {
            if (_registrar.Length == 0)
            {
                _registrar = CleanText.Of(value);
                _awaitsRegistrar = value.Length == 0;
            }
        }

        // What a heading announced.
        private void TakeBelow(string value)
        {
            if (_awaitsRegistrar)
            {
                _registrar = CleanText.Of(value);
            }
            else if (_awaitsStatus)
            {
                AddStatus(value);
            }

            _awaitsRegistrar = _awaitsStatus = false;
        }

        private void AddStatus(string value)
        {
            // Several may stand on one line, parted by commas.
            foreach (var one in value.Split(','))
            {
                var word = StatusWords.OfWhois(one);
                if (word.Length > 0 && !_statuses.Contains(word) && _statuses.Count < RegisteredDomain.MostItems)
                {
                    _statuses.Add(word);
                }
            }
        }

        private static string FirstWord(string value)
        {
            var end = value.IndexOfAny([' ', '\t']);
            return end < 0 ? value : value.Substring(0, end);
        }
    }
}
