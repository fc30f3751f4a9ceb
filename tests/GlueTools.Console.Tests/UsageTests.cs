namespace GlueTools.Console.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("test", "Give at least one domain name, or a list of them with -i FILE.")]
    [InlineData("test a --port 0", "--port takes a whole number from 1 to 65535, not '0'.")]
    [InlineData("test a --port 65536", "--port takes a whole number from 1 to 65535, not '65536'.")]
    [InlineData("test a --port fifty", "--port takes a whole number from 1 to 65535, not 'fifty'.")]
    [InlineData("get a --throttle 0", "--throttle takes a whole number of 1 or more, not '0'.")]
    [InlineData("get a --server-throttle -1", "--server-throttle takes a whole number of 1 or more, not '-1'.")]
    [InlineData("get a --server-rate -1", "--server-rate takes a whole number of 0 or more, not '-1'.")]
    [InlineData("get a --rate 99999999999", "--rate takes a whole number of 0 or more, not '99999999999'.")]
    [InlineData("get a --parent-sample 1.5", "--parent-sample takes a whole number of 0 or more, not '1.5'.")]
    [InlineData("compare a --timeout 0.05", "--timeout takes seconds from 0.1 to 60, not '0.05'.")]
    [InlineData("compare a --timeout 60.1", "--timeout takes seconds from 0.1 to 60, not '60.1'.")]
    [InlineData("compare a --timeout 1,5", "--timeout takes seconds from 0.1 to 60, not '1,5'.")]
    [InlineData("compare a --timeout NaN", "--timeout takes seconds from 0.1 to 60, not 'NaN'.")]
    [InlineData("trace a --retry 11", "--retry takes a whole number from 0 to 10, not '11'.")]
    [InlineData("trace a --edns-size 511", "--edns-size takes a whole number from 512 to 4096, not '511'.")]
    [InlineData("trace a --seed x", "--seed takes a whole number, not 'x'.")]
    [InlineData("trace a --server ns1", "--server takes an IP address, not 'ns1'.")]
    [InlineData("trace a --server 1.2", "--server takes an IP address, not '1.2'.")]
    [InlineData("test a --child-server 300.1.1.1", "--child-server takes an IP address, not '300.1.1.1'.")]
    [InlineData("test a --shard 3", "--shard takes N/M, such as 3/16: N from 1 to M, M at most 1000000, not '3'.")]
    [InlineData("get a --shard 0/16", "--shard takes N/M, such as 3/16: N from 1 to M, M at most 1000000, not '0/16'.")]
    [InlineData("compare a --shard 17/16", "--shard takes N/M, such as 3/16: N from 1 to M, M at most 1000000, not '17/16'.")]
    [InlineData("trace a --shard 1/0", "--shard takes N/M, such as 3/16: N from 1 to M, M at most 1000000, not '1/0'.")]
    [InlineData("collect a --shard x/y", "--shard takes N/M, such as 3/16: N from 1 to M, M at most 1000000, not 'x/y'.")]
    [InlineData("test --from - --shard 1/2", "--from asks nobody, so --shard has no meaning beside it; leave one of them out.")]
    [InlineData("test a --no-header", "--no-header goes with --format csv; the other formats have no line of column names to leave out.")]
    [InlineData("test a --evidence some", "--evidence takes none, findings or full, not 'some'.")]
    [InlineData("test a --lean --evidence full", "--lean leaves evidence out and --evidence asks for it; give one of them.")]
    [InlineData("test a --detailed --evidence findings", "--detailed writes findings, which carry no evidence; leave it or --evidence out.")]
    [InlineData("test a --depth deep", "--depth takes core, standard or full, not 'deep'.")]
    [InlineData("test a --depth 1", "--depth takes core, standard or full, not '1'.")]
    [InlineData("get a --format xml", "--format takes table, json, jsonl or csv, not 'xml'.")]
    [InlineData("test a --fail-on bad", "--fail-on takes info, notice, warning, error or critical, not 'bad'.")]
    [InlineData("test a --min-severity bad", "--min-severity takes info, notice, warning, error or critical, not 'bad'.")]
    [InlineData("test a --ipv4-only --ipv6-only", "--ipv4-only and --ipv6-only leave nothing to ask; give one of them.")]
    [InlineData("test a --root-hints no-such-file", "--root-hints: there is no file 'no-such-file'.")]
    [InlineData("test a --address-map no-such-file", "--address-map: there is no file 'no-such-file'.")]
    [InlineData("test -i no-such-file", "-i: there is no file 'no-such-file'.")]
    [InlineData("test a --colour", "'--colour' is not an option of 'glue test'.")]
    [InlineData("get a --min-severity error", "'--min-severity' is not an option of 'glue get'.")]
    [InlineData("test a --check GlueStal", "--check: 'GlueStal' is neither a check nor a code; did you mean GlueStale or SiblingGlueStale? 'glue checks' lists them all.")]
    [InlineData("test a --exclude-check GlueStale,GlueMising", "--exclude-check: 'GlueMising' is neither a check nor a code; did you mean GlueMissing? 'glue checks' lists them all.")]
    [InlineData("get a --check GlueStale", "'--check' is not an option of 'glue get'.")]
    [InlineData("test a --policy no-such-file", "--policy: there is no file 'no-such-file'.")]
    [InlineData("checks tcpunavailable", "'tcpunavailable' is neither a check nor a code; did you mean ServerTcpUnavailable? 'glue checks' lists them all.")]
    [InlineData("test a --from -", "--from takes the domains from its file; leave out 'a'.")]
    [InlineData("test -i - --from -", "--from asks nobody, so --input has no meaning beside it; leave one of them out.")]
    [InlineData("test --from - --server 192.0.2.1", "--from asks nobody, so --server has no meaning beside it; leave one of them out.")]
    [InlineData("test --from - --depth full", "--from asks nobody, so --depth has no meaning beside it; leave one of them out.")]
    [InlineData("compare --from - --child-server 192.0.2.1", "--from asks nobody, so --child-server has no meaning beside it; leave one of them out.")]
    [InlineData("get --from - --parent-sample 2", "--from asks nobody, so --parent-sample has no meaning beside it; leave one of them out.")]
    [InlineData("get --from no-such-file", "--from: there is no file 'no-such-file'.")]
    [InlineData("get --from - --colour", "'--colour' is not an option of 'glue get'.")]
    [InlineData("trace --from -", "'--from' is not an option of 'glue trace'.")]
    [InlineData("collect a --format csv", "'--format' is not an option of 'glue collect'.")]
    [InlineData("test a b --ns ns1.a", "--ns describes the delegation of one domain; give exactly one NAME.")]
    [InlineData("test a -i - --ns ns1.a", "--ns describes the delegation of one domain; give exactly one NAME.")]
    [InlineData("test --ns ns1.a", "--ns describes the delegation of one domain; give exactly one NAME.")]
    [InlineData("test a --ns /192.0.2.1", "--ns takes a name server's name, alone or with addresses as in ns1.example.com/192.0.2.1,2001:db8::1, not '/192.0.2.1'.")]
    [InlineData("test a --ns a..b", "--ns: 'a..b' has an empty label; remove the extra dot.")]
    [InlineData("test a --ns ns1.a/192.0.2", "--ns ns1.a/192.0.2: '192.0.2' is not an IP address.")]
    [InlineData("test a --ns ns1.a/192.0.2.1,", "--ns ns1.a/192.0.2.1,: '' is not an IP address.")]
    [InlineData("test a --ns ns1.a/", "--ns ns1.a/: '' is not an IP address.")]
    [InlineData("plan a --as epp --format csv", "--as writes the steps in a form of its own, and --format rows; leave one of them out.")]
    [InlineData("changes a --as epp --format table", "--as writes the steps in a form of its own, and --format rows; leave one of them out.")]
    [InlineData("test a --ds x", "--ds is part of a delegation that is not there yet; name its name servers with --ns.")]
    [InlineData("query 192.0.2 a", "SERVER takes addresses and host names; '192.0.2' is neither.")]
    [InlineData("query ns..1x a", "SERVER takes addresses and host names; 'ns..1x' is neither.")]
    [InlineData("query 192.0.2.1 a..b", "'a..b' has an empty label; remove the extra dot.")]
    [InlineData("query 192.0.2.1 a FOO", "TYPE takes a record type such as NS or TYPE65, not 'FOO'.")]
    [InlineData("checks --format xml", "--format takes table, json, jsonl or csv, not 'xml'.")]
    [InlineData("lab start --port 5300", "--port goes with --plain; without it each server has a free port of its own.")]
    [InlineData("lab audit --scenario no-such", "--scenario: 'no-such' is neither a file nor one of base, moving, sample.")]
    public void A_mistake_gets_one_sentence_and_exit_2(string arguments, string sentence)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.Contains(sentence, result.ErrorLines);
        Assert.Empty(result.Out);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var result = GlueResult.Of("test", "a", "--port", "0", "--throttle", "0", "--depth", "x");

        Assert.Equal(3, result.ErrorLines.Length);
    }

    [Theory]
    [InlineData("test --port", "Required argument missing for option: '--port'.")]
    [InlineData("test a --port 1 --port 2", "Option '--port' expects a single argument but 2 were provided.")]
    [InlineData("lab", "Required command was not provided.")]
    public void A_line_that_cannot_be_read_names_the_help_on_standard_error(string arguments, string sentence)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.Equal(sentence, result.ErrorLines[0]);
        Assert.EndsWith("--help' lists what it takes.", result.ErrorLines[1]);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("127.0.0.1 127.0.0.1:53\nfoo 127.0.0.1:53", "Line 2: 'foo' is not an IP address.")]
    [InlineData("192.0.2.1", "Line 1: give an address and an endpoint such as 127.0.0.1:5300, or 'unreachable'.")]
    [InlineData("# map\n\n192.0.2.1 127.0.0.1", "Line 3: '127.0.0.1' is neither an endpoint such as 127.0.0.1:5300 nor 'unreachable'.")]
    [InlineData("192.0.2.1 127.0.0.1:0", "Line 1: '127.0.0.1:0' is neither an endpoint such as 127.0.0.1:5300 nor 'unreachable'.")]
    [InlineData("192.0.2.1 ::1:53", "Line 1: '::1:53' is neither an endpoint such as 127.0.0.1:5300 nor 'unreachable'.")]
    [InlineData("192.0.2.1 [::1]:53\n192.0.2.1 unreachable", "Line 2: 192.0.2.1 stands here a second time.")]
    [InlineData("* unreachable\n* unreachable", "Line 2: '*' stands here a second time.")]
    public void A_malformed_address_map_is_refused_with_its_line(string text, string sentence)
    {
        using var file = new TextFile(text);

        var result = GlueResult.Of("test", "a", "--address-map", file.Path);

        Assert.Equal(2, result.Exit);
        Assert.Equal("--address-map " + file.Path + ": " + sentence, Assert.Single(result.ErrorLines));
    }

    [Theory]
    [InlineData(". 3600 NS a.\na. 3600 A 192.0.2\n", "Line 2: ")]
    [InlineData(". 3600 WHAT a.\n", "Line 1: 'WHAT' is not a record type")]
    [InlineData("; nothing\n", "it holds no address of a root server.")]
    [InlineData(". 3600 NS a.\nb. 3600 A 192.0.2.1\n", "it holds no address of a root server.")]
    public void A_malformed_hints_file_is_refused_with_its_line(string text, string sentence)
    {
        using var file = new TextFile(text);

        var result = GlueResult.Of("test", "a", "--root-hints", file.Path);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("--root-hints " + file.Path + ": " + sentence, Assert.Single(result.ErrorLines));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("test --help")]
    [InlineData("lab start --help")]
    [InlineData("--version")]
    public void Help_and_version_are_results(string arguments)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal(0, result.Exit);
        Assert.NotEmpty(result.Out);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void The_root_help_lists_every_command()
    {
        var help = GlueResult.Of("--help").Out;

        Assert.All(new[] { "test", "get", "compare", "trace", "collect", "query", "lab", "checks" }, command => Assert.Contains("  " + command + " ", help));
    }
}
