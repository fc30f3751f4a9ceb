using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;

namespace GlueTools.Registry.Tests;

/// <summary>
/// A long check on answers that others recorded: a folder with a copy of icann/icann-rdap, say, named by the environment variable GLUETOOLS_RECORDED_RDAP. What
/// is read of every domain and name server in it is compared with what another reader of JSON sees there. Nothing of it comes into this repository.
/// </summary>
public sealed class RecordedRdapTests
{
    private const string Variable = "GLUETOOLS_RECORDED_RDAP";

    [Fact]
    public void Recorded_objects_are_read_as_another_reader_sees_them()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(folder is null, Variable + " names no folder of recorded answers.");
        var objects = 0;
        foreach (var file in Directory.GetFiles(folder!, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Open(file) is not { } json || !json.TryGetProperty("ldhName", out var ldh) || !DomainNameInput.TryRead(ldh.ToString(), out var name, out _, out _))
            {
                continue;
            }

            var octets = File.ReadAllBytes(file);
            switch (json.TryGetProperty("objectClassName", out var kind) ? kind.ToString() : string.Empty)
            {
                case "domain":
                    var domain = RdapReader.ReadDomain(octets, name);
                    Assert.Equal(Items(json, "nameservers").Select(Line), domain.Hosts.Select(Line));
                    Assert.Equal(Items(json, "status").Select(one => one.ToString()).Distinct().Count(), domain.Statuses.Count);
                    objects++;
                    break;
                case "nameserver":
                    Assert.Equal(Line(json), Line(RdapReader.ReadHost(octets, name)));
                    objects++;
                    break;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{objects} objects");
        Assert.True(objects > 3, $"{objects} objects were found.");
    }

    private static JsonElement? Open(string file)
    {
        try
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement[] Items(JsonElement json, string member) =>
        json.TryGetProperty(member, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string Line(JsonElement json) => string.Join(' ', new[] { "v4", "v6" }
        .SelectMany(family => json.TryGetProperty("ipAddresses", out var addresses) && addresses.ValueKind == JsonValueKind.Object ? Items(addresses, family) : [])
        .Select(address => System.Net.IPAddress.Parse(address.ToString()).ToString()).Prepend(json.GetProperty("ldhName").ToString().ToLowerInvariant().TrimEnd('.')));

    private static string Line(RegisteredHost host) => Described.Line(host);
}
