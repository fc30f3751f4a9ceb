using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GlueTools.Commands;

namespace GlueTools.Module.Tests;

/// <summary>Names, parameters and output types are a contract with everybody's scripts: a change of one shows here.</summary>
public class ModuleSurfaceTests
{
    private static readonly string[] Name =
        ["Name; String[]; mandatory; position 0; by value; by name; alias ChildZoneName,DomainName,ZoneName,Domain,Fqdn", "InputObject; PSObject; by value"];

    private static readonly string[] Network =
    [
        "EdnsSize; Int32; 512..4096", "IPv4Only; SwitchParameter", "IPv6Only; SwitchParameter", "Port; Int32; 1..65535", "RateLimit; Int32; 0..1000000",
        "Retry; Int32; 0..10", "RootHint; Object", "ServerRateLimit; Int32; 0..100000", "ServerThrottleLimit; Int32; 1..1000", "TcpOnly; SwitchParameter",
        "ThrottleLimit; Int32; 1..10000", "TimeoutSec; Double; 0.1..60",
    ];

    private static readonly string[] Audit = [.. Name, .. Network, "Server; String[]", "Shard; String", "Fresh; SwitchParameter", "Depth; AuditDepth", "ParentSample; Int32; 0..1000", "Resume; String"];

    private static readonly string[] ZoneFiles =
    [
        .. Audit.Select(parameter => parameter.Replace("Name; String[]; mandatory;", "Name; String[];", StringComparison.Ordinal)),
        "ParentZoneFile; String", "ChildZoneFile; String", "Offline; SwitchParameter", "IncludeAnywhere; SwitchParameter",
    ];

    private static readonly string[] Beside =
    [
        "Registry; SwitchParameter", "Bootstrap; Object", "WhoisServer; String", "Proxy; String", "TrustedCertificate; String", "AllowSpecialAddress; SwitchParameter", "AllowHttp; SwitchParameter",
        "RegistryTimeoutSec; Double; 0.5..300",
    ];

    private static readonly string[] Registries = [.. ZoneFiles, .. Beside];

    private static readonly string[] Planning =
    [
        .. Name, .. Network, "Server; String[]", "Shard; String", "Fresh; SwitchParameter", "Repair; SwitchParameter", "Renumber; String", "Add; String[]", "Remove; String[]", "Replace; String", "With; String",
        "MoveTo; String[]", "RemoveNameServer; String", "Force; SwitchParameter", "WithoutKeys; SwitchParameter", "ParentTtlSec; Int32; 1..172800", "OtherDomain; String[]", "OtherZoneFile; String", "OtherStateFile; String", "Now; Nullable`1", "ChildServer; String[]",
    ];

    /// <summary>Cmdlets whose parameters have been looked at.</summary>
    private readonly HashSet<string> _contract = new(StringComparer.Ordinal);

    public static TheoryData<string> CmdletNames => new(Surface.Cmdlets.Select(Surface.NameOf));

    [Fact]
    public void The_manifest_exports_every_cmdlet_and_nothing_else()
    {
        Assert.Equal(Surface.Cmdlets.Select(Surface.NameOf), RepositoryFiles.ManifestList("CmdletsToExport").Order(StringComparer.Ordinal));
        Assert.Empty(RepositoryFiles.ManifestList("FunctionsToExport"));
        Assert.Empty(RepositoryFiles.ManifestList("VariablesToExport"));
        Assert.Equal(
            Surface.Cmdlets.SelectMany(Surface.Texts<AliasAttribute>).Order(StringComparer.Ordinal),
            RepositoryFiles.ManifestList("AliasesToExport").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Manifest_and_assemblies_have_one_version() =>
        Assert.Equal(typeof(DomainCommand).Assembly.GetName().Version!.ToString(3), RepositoryFiles.ManifestValue("ModuleVersion"));

    [Fact]
    public void The_manifest_names_the_assembly_in_plain_text_and_lists_it() =>
        Assert.Contains(RepositoryFiles.ManifestValue("RootModule"), RepositoryFiles.ManifestList("FileList"));

    [Fact]
    public void There_are_exactly_these_cmdlets() => Assert.Equal(
        [
            "Compare-Delegation", "Compare-GlueToZone", "ConvertTo-DelegationChange", "Export-DelegationReport", "Find-GlueAddress", "Get-Delegation", "Get-DelegationChange", "Get-DelegationCheck", "Get-DelegationDependency", "Get-GlueRecord", "Get-RegistryDelegation", "Invoke-DnsQuery", "New-DelegationPlan", "Repair-Delegation", "Start-GlueLab", "Stop-GlueLab", "Test-Delegation",
            "Trace-DnsDelegation", "Wait-Delegation",
        ],
        Surface.Cmdlets.Select(Surface.NameOf));

    [Fact]
    public void Parameters_are_those_of_the_contract()
    {
        AssertParameters("Find-GlueAddress", [.. ZoneFiles.Select(one => one.Replace("position 0", "position 1", StringComparison.Ordinal)), "IPAddress; String[]; mandatory; position 0", "StateFile; String"]);
        AssertParameters("Get-GlueRecord", [.. ZoneFiles, "PerServer; SwitchParameter", "IPAddress; String[]"]);
        AssertParameters(
            "Get-RegistryDelegation",
            [
                .. Name, "Bootstrap; Object", "WhoisServer; String", "Proxy; String", "TrustedCertificate; String", "AllowSpecialAddress; SwitchParameter", "AllowHttp; SwitchParameter",
                "TimeoutSec; Double; 0.5..300", "ThrottleLimit; Int32; 1..64",
            ]);
        AssertParameters("Compare-GlueToZone", [.. Registries, "ChildServer; String[]", "PerAddress; SwitchParameter"]);
        AssertParameters(
            "Compare-Delegation",
            [
                .. Network, "ReferenceObject; Object[]; mandatory; position 0", "DifferenceObject; Object[]; position 1; by value", "Server; String[]", "ChildServer; String[]", "Depth; AuditDepth",
                "ParentSample; Int32; 0..1000",
            ]);
        AssertParameters(
            "Test-Delegation",
            [
                .. Registries, "ExpiryDays; Int32; 0..366", "ChildServer; String[]", "Check; String[]", "ExcludeCheck; String[]", "MinimumSeverity; Severity", "Status; String[]; set Result,Finding", "Evidence; EvidenceKept", "PolicyFile; String", "Profile; String",
                "Acceptance; SwitchParameter", "Ancestors; SwitchParameter", "PreviousServer; String[]", "GoneSince; DateTime", "Resolver; String[]",
                "Detailed; SwitchParameter; mandatory; set Finding", "Quiet; SwitchParameter; mandatory; set Boolean",
                "GluePolicy; GluePolicy", "Dependencies; SwitchParameter", "Undelegated; SwitchParameter", "NameServer; String[]; by name", "Glue; Hashtable; by name", "Ds; Object[]; by name",
                "StateFile; String", "ConfirmAfter; Int32; 1..100", "ChangesOnly; SwitchParameter; mandatory; set Change",
            ]);
        AssertParameters(
            "Trace-DnsDelegation",
            [.. Name, .. Network, "Server; String[]", "Shard; String", "Fresh; SwitchParameter", "All; SwitchParameter; mandatory; set All", "Seed; Int32; set Random"]);
        AssertParameters(
            "Invoke-DnsQuery",
            [
                .. Network, "Name; String[]; mandatory; position 0; by value; by name", "Type; String[]; position 1; by name",
                "Server; String[]; mandatory; position 2; set Server", "ServerAddress; String[]; mandatory; by name; set ServerAddress",
                "DnssecOk; SwitchParameter", "Recurse; SwitchParameter",
            ]);
        AssertParameters(
            "Wait-Delegation",
            [
                .. Name, .. Network.Where(parameter => parameter != Network[^1]), "TimeoutSec; Double; 0..31536000", "AttemptTimeoutSec; Double; 0.1..60", "Server; String[]", "Shard; String", "Fresh; SwitchParameter", "ChildServer; String[]",
                "NameServer; String[]", "Glue; Hashtable", "PollSec; Int32; 5..3600", "Resolver; String[]", "RequireResolver; SwitchParameter", .. Beside,
            ]);
        AssertParameters(
            "Export-DelegationReport",
            [
                "Path; String; mandatory; position 0", "InputObject; Object[]; by value", "From; String[]", "ReferenceObject; Object[]; alias Against", "Format; String", "FailOn; Severity", "HelpBase; String", "MaxSeries; Int32; 0..1000000", "VantagePoint; String", "PolicyFile; String",
                "PassThru; SwitchParameter",
            ]);
        AssertParameters("Get-Delegation", [.. Audit, "ChildServer; String[]", "Dependencies; SwitchParameter", .. Beside]);
        AssertParameters(
            "Get-DelegationDependency",
            [
                .. Audit, "ChildServer; String[]", "AutonomousSystemFile; String", "Summary; SwitchParameter; mandatory; set Summary", "Draw; DrawingKind; mandatory; set Drawing",
            ]);
        AssertParameters("New-DelegationPlan", Planning);
        AssertParameters("Get-DelegationChange", Planning);
        AssertParameters("Repair-Delegation", [.. Network, "InputObject; PSObject; mandatory; position 0; by value", "ComputerName; String", "Server; String[]"]);
        AssertParameters("ConvertTo-DelegationChange", ["As; String; mandatory; position 0", "InputObject; PSObject; mandatory; position 1; by value"]);
        AssertParameters("Get-DelegationCheck", ["Code; String[]; position 0; by value; by name"]);
        AssertParameters("Start-GlueLab", ["Scenario; String; position 0; by value; by name; alias Name"]);
        AssertParameters("Stop-GlueLab", ["Lab; GlueLab; position 0; by value"]);
        Assert.Equal(Surface.Cmdlets.Select(Surface.NameOf), _contract.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Output_types_are_those_of_the_contract() => Assert.Equal(
        [
            "Compare-Delegation: DelegationChange", "Compare-GlueToZone: DelegationComparison", "ConvertTo-DelegationChange: String", "Export-DelegationReport: FileInfo", "Find-GlueAddress: GlueRecord", "Get-Delegation: SavedDelegation", "Get-DelegationChange: RequiredChange", "Get-DelegationCheck: CheckInfo", "Get-DelegationDependency: DependencyNode (Node), DependencySummary (Summary), String (Drawing)", "Get-GlueRecord: GlueRecord", "Get-RegistryDelegation: RegistryDelegation", "Invoke-DnsQuery: DnsMessage", "New-DelegationPlan: PlanStep", "Repair-Delegation: PlanStep",
            "Start-GlueLab: GlueLab", "Stop-GlueLab: Void", "Test-Delegation: Boolean (Boolean), DelegationChange (Change), DelegationResult (Result), Finding (Finding)",
            "Trace-DnsDelegation: DelegationStep", "Wait-Delegation: DelegationArrival",
        ],
        Surface.Cmdlets.Select(type => Surface.NameOf(type) + ": " + string.Join(", ", Surface.Outputs(type).Select(Describe).Order(StringComparer.Ordinal))));

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void A_cmdlet_says_where_its_page_lies_once_the_site_has_an_address(string name) =>
        Assert.Contains(Surface.Cmdlet(name).GetCustomAttributesData(), data => data.AttributeType == typeof(CmdletAttribute) && data.NamedArguments.Any(argument => argument.MemberName == nameof(CmdletAttribute.HelpUri)));

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void A_cmdlet_can_be_made_and_its_class_bears_its_name(string name)
    {
        var type = Surface.Cmdlet(name);
        var cmdlet = Activator.CreateInstance(type);
        (cmdlet as IDisposable)?.Dispose();
        Assert.Equal(name.Replace("-", string.Empty, StringComparison.Ordinal) + "Command", type.Name);
    }

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void Every_parameter_is_on_the_page_of_the_cmdlet(string name)
    {
        // Pages are written after the cmdlets; a page that is there must be whole.
        if (RepositoryFiles.Page(name) is { } page)
        {
            var shown = Surface.Parameters(Surface.Cmdlet(name)).Where(parameter => !Surface.IsSet(parameter, "DontShow")).Select(parameter => parameter.Name);
            Assert.All(shown, parameter => Assert.Matches("(?m)^### -" + parameter + @"\s*$", page));
        }
    }

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void No_server_is_taken_from_the_pipeline(string name)
    {
        var servers = Surface.Parameters(Surface.Cmdlet(name)).Where(parameter => parameter.Name is "Server" or "ChildServer" or "RootHint");
        Assert.DoesNotContain(servers, server => Surface.IsSet(server, "ValueFromPipeline") || Surface.IsSet(server, "ValueFromPipelineByPropertyName"));
    }

    [Fact]
    public void Every_row_type_has_a_view_and_views_name_properties_that_exist()
    {
        var document = XDocument.Load(Path.Combine(Repository.Root, "src", "GlueTools", "GlueTools.Format.ps1xml"));
        var views = document.Descendants("View").Select(view => (Type: view.Descendants("TypeName").First().Value, View: view)).ToArray();
        var rows = Surface.Cmdlets.SelectMany(Surface.Outputs).Select(output => output.Type)
            .Where(type => type.Namespace == "GlueTools").Distinct().ToDictionary(Surface.RowName);
        Assert.Empty(rows.Keys.Except(views.Select(view => view.Type)));
        foreach (var (type, view) in views)
        {
            var named = view.Descendants("PropertyName").Select(element => element.Value)
                .Concat(view.Descendants("ScriptBlock").SelectMany(element => Regex.Matches(element.Value, @"\$_\.(\w+)").Select(match => match.Groups[1].Value)));
            Assert.Empty(named.Where(property => rows[type].GetProperty(property) is null).Select(property => type + "." + property));
        }
    }

    [Fact]
    public void No_static_field_holds_state_that_runspaces_would_share()
    {
        var fields = typeof(DomainCommand).Assembly.GetTypes().Where(type => !type.Name.StartsWith('<'))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral).ToArray();
        Assert.NotEmpty(fields);
        Assert.DoesNotContain(fields, field => !field.IsInitOnly || !(field.FieldType == typeof(string[]) || field.FieldType == typeof(char[]) || field.FieldType.IsValueType));
    }

    [Fact]
    public void No_class_has_a_field_for_which_another_assembly_of_ours_is_loaded_when_PowerShell_looks_at_the_cmdlets()
    {
        static bool IsForeign(Type type) => type.IsValueType && (type.Assembly.GetName().Name!.StartsWith("GlueTools.", StringComparison.Ordinal) || type.GetGenericArguments().Any(IsForeign));
        var types = typeof(DomainCommand).Assembly.GetExportedTypes();
        Assert.True(IsForeign(typeof(GlueTools.Dns.Names.DomainName?)));
        Assert.Empty(types.SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => IsForeign(field.FieldType)).Select(field => field.DeclaringType!.Name + "." + field.Name + ": a Held<" + field.FieldType.Name + "> would do"));
    }

    private void AssertParameters(string cmdlet, string[] expected)
    {
        Assert.Equal(expected.Order(StringComparer.Ordinal), Surface.Parameters(Surface.Cmdlet(cmdlet)).Select(Surface.Line).Order(StringComparer.Ordinal));
        _contract.Add(cmdlet);
    }

    private static string Describe((Type Type, string? Set) output) => output.Type.Name + (output.Set is null ? string.Empty : " (" + output.Set + ")");
}
