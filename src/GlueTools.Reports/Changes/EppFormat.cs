using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Changes;

/// <summary>
/// EPP commands (RFC 5730 to 5732, DS records by RFC 5910, TTLs by RFC 9803), one frame after the other in the order in which a registry takes them: hosts before the domain that
/// names them. A server keeps hosts either as objects or as attributes of domains.
/// </summary>
internal sealed class EppFormat(bool isHostAttribute) : IChangeFormat
{
    private const string Epp = "urn:ietf:params:xml:ns:epp-1.0", Domain = "urn:ietf:params:xml:ns:domain-1.0", Host = "urn:ietf:params:xml:ns:host-1.0", SecDns = "urn:ietf:params:xml:ns:secDNS-1.1", Ttl = "urn:ietf:params:xml:ns:epp:ttl-1.0";

    public string Name => isHostAttribute ? "epp-attr" : "epp";

    public string Summary => isHostAttribute ? "EPP frames for a registry that keeps hosts as attributes of domains" : "EPP frames for a registry that keeps hosts as objects";

    public string? WithHead(string text, IReadOnlyList<string> head) => text.Insert(text.IndexOf("?>", System.StringComparison.Ordinal) + 2, "\n" + string.Join("\n", head.Select(line => "<!-- " + line.Replace("--", "- -") + " -->")));

    public string Write(StepContext step, List<string> missing)
    {
        if (!step.OfDelegation.Any())
        {
            return string.Empty;
        }

        var strange = step.Before.NameServers.Concat(step.After.NameServers).FirstOrDefault(name => !name.IsHostName);
        if (!strange.IsRoot)
        {
            missing.Add("EPP takes host names only, and " + strange + " is none.");
            return string.Empty;
        }

        var frames = new List<string>();
        if (!isHostAttribute)
        {
            frames.AddRange(step.Hosts.Select(host => step.IsNew(host) ? Create(step, host) : Update(step, host)));
            AddForeign(step, missing);
            if (step.Go.Any(step.Plan.Start.NeedsGlue))
            {
                missing.Add("The registry keeps the host objects of " + Prose.Capital(string.Join(", ", step.Go.Where(step.Plan.Start.NeedsGlue))).ToLowerInvariant() + "; delete them when no domain uses them any more.");
            }
        }

        frames.AddRange(Ttls(step));
        if (step.ChangesNames || step.OfDelegation.Any(change => change.Record == ChangedRecord.Ds && change.OldDs.Count + change.NewDs.Count > 0) || (isHostAttribute && step.Hosts.Count > 0))
        {
            frames.Add(UpdateDomain(step));
        }

        if (step.OfDelegation.Any(change => change.Record == ChangedRecord.Ds && change.Action != ChangeAction.Remove && change.NewDs.Count == 0))
        {
            missing.Add("The DS records of the new keys are not known here; take them from the new servers' operator.");
        }

        return string.Join("\n", frames);
    }

    /// <summary>A domain names host objects that are there (2303 otherwise); whether a registry has one of a host elsewhere is not to be seen here.</summary>
    private static void AddForeign(StepContext step, List<string> missing)
    {
        foreach (var host in step.Come.Where(name => !step.Plan.Start.NeedsGlue(name)))
        {
            missing.Add(host.IsAtOrBelow(step.Plan.Start.ParentZone)
                ? "The registry takes " + host + " once it has a host object of that name; the registrar of the domain that it lies in creates it, with its addresses."
                : "The registry takes " + host + " once it has a host object of that name; where it has none yet, create it first: " + host + " (host:create, without addresses).");
        }
    }

    /// <summary>TTLs by RFC 9803: of NS records at the domain, of addresses at the host, or at the domain where hosts are its attributes.</summary>
    private IEnumerable<string> Ttls(StepContext step)
    {
        var ttls = step.OfDelegation.Where(change => change.Ttl is not null).ToList();
        foreach (var group in ttls.GroupBy(change => isHostAttribute || change.Record == ChangedRecord.NameServerTtl ? step.Domain : change.Name!.Value))
        {
            var types = new SortedDictionary<string, uint>(System.StringComparer.Ordinal);
            foreach (var change in group)
            {
                foreach (var type in change.Record == ChangedRecord.NameServerTtl ? ["NS"] : step.Before.GlueOf(change.Name!.Value).Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A"))
                {
                    types[type] = change.Ttl!.Value;
                }
            }

            var isDomain = isHostAttribute || group.First().Record == ChangedRecord.NameServerTtl;
            yield return Frame(
                xml =>
                {
                    xml.WriteStartElement("update", Epp);
                    xml.WriteStartElement(isDomain ? "domain" : "host", "update", isDomain ? Domain : Host);
                    xml.WriteElementString(isDomain ? "domain" : "host", "name", isDomain ? Domain : Host, group.Key.Text);
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                },
                xml =>
                {
                    xml.WriteStartElement("ttl", "update", Ttl);
                    foreach (var pair in types)
                    {
                        xml.WriteStartElement("ttl", "ttl", Ttl);
                        xml.WriteAttributeString("for", pair.Key);
                        xml.WriteString(pair.Value.ToString(CultureInfo.InvariantCulture));
                        xml.WriteEndElement();
                    }

                    xml.WriteEndElement();
                });
        }
    }

    private static string Create(StepContext step, DomainName host) => Frame(xml =>
    {
        xml.WriteStartElement("create", Epp);
        xml.WriteStartElement("host", "create", Host);
        xml.WriteElementString("host", "name", Host, host.Text);
        Addresses(xml, "host", "addr", Host, step.After.GlueOf(host));
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static string Update(StepContext step, DomainName host)
    {
        IPAddress[] come = step.After.GlueOf(host).Except(step.Before.GlueOf(host)).ToArray(), go = step.Before.GlueOf(host).Except(step.After.GlueOf(host)).ToArray();
        return Frame(xml =>
        {
            xml.WriteStartElement("update", Epp);
            xml.WriteStartElement("host", "update", Host);
            xml.WriteElementString("host", "name", Host, host.Text);
            foreach (var (word, addresses) in new[] { ("add", come), ("rem", go) })
            {
                if (addresses.Length > 0)
                {
                    xml.WriteStartElement("host", word, Host);
                    Addresses(xml, "host", "addr", Host, addresses);
                    xml.WriteEndElement();
                }
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }

    private string UpdateDomain(StepContext step)
    {
        // Of a host that is an attribute, other addresses are another host.
        var changed = isHostAttribute ? step.Hosts.Where(host => !step.Come.Contains(host)).ToArray() : [];
        return Frame(
            xml =>
            {
                xml.WriteStartElement("update", Epp);
                xml.WriteStartElement("domain", "update", Domain);
                xml.WriteElementString("domain", "name", Domain, step.Domain.Text);
                foreach (var (word, names) in new[] { ("add", step.Come.Concat(changed).ToArray()), ("rem", step.Go.Concat(changed).ToArray()) })
                {
                    if (names.Length > 0)
                    {
                        xml.WriteStartElement("domain", word, Domain);
                        xml.WriteStartElement("domain", "ns", Domain);
                        foreach (var name in names)
                        {
                            NameServer(xml, step, name, word == "add");
                        }

                        xml.WriteEndElement();
                        xml.WriteEndElement();
                    }
                }

                xml.WriteEndElement();
                xml.WriteEndElement();
            },
            step.OfDelegation.Where(change => change.Record == ChangedRecord.Ds && change.OldDs.Count + change.NewDs.Count > 0).ToArray());
    }

    private void NameServer(XmlWriter xml, StepContext step, DomainName name, bool hasAddresses)
    {
        if (!isHostAttribute)
        {
            xml.WriteElementString("domain", "hostObj", Domain, name.Text);
            return;
        }

        xml.WriteStartElement("domain", "hostAttr", Domain);
        xml.WriteElementString("domain", "hostName", Domain, name.Text);
        if (hasAddresses && step.Plan.Start.NeedsGlue(name))
        {
            Addresses(xml, "domain", "hostAddr", Domain, step.After.GlueOf(name));
        }

        xml.WriteEndElement();
    }

    private static void Addresses(XmlWriter xml, string prefix, string element, string space, IEnumerable<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            xml.WriteStartElement(prefix, element, space);
            xml.WriteAttributeString("ip", address.AddressFamily == AddressFamily.InterNetworkV6 ? "v6" : "v4");
            xml.WriteString(address.ToString());
            xml.WriteEndElement();
        }
    }

    private static string Frame(System.Action<XmlWriter> command, params Change[] ds) => Frame(command, ds.Length == 0 ? null : xml =>
    {
        xml.WriteStartElement("secDNS", "update", SecDns);
        DsRecords(xml, "rem", ds.SelectMany(change => change.OldDs));
        DsRecords(xml, "add", ds.SelectMany(change => change.NewDs));
        xml.WriteEndElement();
    });

    private static string Frame(System.Action<XmlWriter> command, System.Action<XmlWriter>? extension)
    {
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument(standalone: false);
            xml.WriteStartElement("epp", Epp);
            xml.WriteStartElement("command", Epp);
            command(xml);
            if (extension is not null)
            {
                xml.WriteStartElement("extension", Epp);
                extension(xml);
                xml.WriteEndElement();
            }

            xml.WriteElementString("clTRID", Epp, "glue-1");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void DsRecords(XmlWriter xml, string word, IEnumerable<Dns.Records.DsData> records)
    {
        if (!records.Any())
        {
            return;
        }

        xml.WriteStartElement("secDNS", word, SecDns);
        foreach (var ds in records)
        {
            // Tag, algorithm, type of digest, digest: as a record is written.
            var words = ds.ToString()!.Split(' ');
            xml.WriteStartElement("secDNS", "dsData", SecDns);
            xml.WriteElementString("secDNS", "keyTag", SecDns, words[0]);
            xml.WriteElementString("secDNS", "alg", SecDns, words[1]);
            xml.WriteElementString("secDNS", "digestType", SecDns, words[2]);
            xml.WriteElementString("secDNS", "digest", SecDns, words[3]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Text whose declaration says what EPP asks for.</summary>
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(false);
    }
}
