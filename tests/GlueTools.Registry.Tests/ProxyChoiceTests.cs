using System;
using System.Collections.Generic;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Tests;

public sealed class ProxyChoiceTests
{
    [Theory]
    [InlineData("HTTPS_PROXY=http://p.test:3128", "a.example", "http://p.test:3128/")]
    [InlineData("https_proxy=p.test:3128", "a.example", "http://p.test:3128/")]
    [InlineData("ALL_PROXY=http://p.test", "a.example", "http://p.test/")]
    [InlineData("HTTPS_PROXY=http://p.test;NO_PROXY=.example,other.test", "a.example", null)]
    [InlineData("HTTPS_PROXY=http://p.test;no_proxy=example", "example", null)]
    [InlineData("HTTPS_PROXY=http://p.test;no_proxy=example", "notexample", "http://p.test/")]
    [InlineData("HTTPS_PROXY=http://p.test;no_proxy=*", "a.test", null)]
    [InlineData("HTTP_PROXY=http://p.test", "a.test", null)]
    [InlineData("", "a.test", null)]
    public void The_environment_names_it_as_for_other_programs(string variables, string host, string? proxy)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in variables.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            values.Add(pair.Split('=')[0], pair.Split('=')[1]);
        }

        Assert.Equal(proxy, ProxyChoice.OfEnvironment(name => values.GetValueOrDefault(name)).For(host)?.AbsoluteUri);
    }

    [Theory]
    [InlineData("socks5://p.test")]
    [InlineData("https://user:secret@p.test")]
    [InlineData("http://")]
    public void What_cannot_be_used_is_refused_without_repeating_a_password(string text) =>
        Assert.DoesNotContain("secret", Assert.Throws<FormatException>(() => ProxyChoice.Of(text)).Message);
}
