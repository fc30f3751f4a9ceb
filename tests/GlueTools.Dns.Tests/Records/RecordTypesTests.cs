using System;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Records;

public class RecordTypesTests
{
    [Theory]
    [InlineData("A", 1)]
    [InlineData("a", 1)]
    [InlineData("nS", 2)]
    [InlineData("AAAA", 28)]
    [InlineData("nsec3", 50)]
    [InlineData("TYPE1", 1)]
    [InlineData("type65535", 65535)]
    [InlineData("TYPE0", 0)]
    public void Text_names_a_type(string text, int expected)
    {
        Assert.True(RecordTypes.TryParse(text, out var type));
        Assert.Equal((RecordType)expected, type);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("AA")]
    [InlineData("TYPE")]
    [InlineData("TYPE65536")]
    [InlineData("TYPE-1")]
    [InlineData("TYPE 1")]
    [InlineData("TYPE1x")]
    [InlineData("A,A")]
    [InlineData("A,CNAME")]
    [InlineData(" A")]
    [InlineData("A ")]
    [InlineData(" 1")]
    public void Other_text_names_none(string? text) => Assert.False(RecordTypes.TryParse(text, out _));

    [Fact]
    public void Every_type_is_read_back_from_its_text()
    {
        for (var number = 0; number <= ushort.MaxValue; number++)
        {
            var type = (RecordType)number;
            Assert.True(RecordTypes.TryParse(type.ToText(), out var back));
            Assert.Equal(type, back);
            Assert.Equal(!Enum.IsDefined(type), type.ToText().StartsWith("TYPE", StringComparison.Ordinal));
        }
    }
}
