using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Records;

public class SerialNumberTests
{
    [Theory]
    [InlineData(1u, 0u, true)]
    [InlineData(0u, 1u, false)]
    [InlineData(5u, 5u, false)]
    [InlineData(0u, uint.MaxValue, true)]
    [InlineData(uint.MaxValue, 0u, false)]
    [InlineData(0x7FFFFFFFu, 0u, true)]
    [InlineData(0x80000000u, 0u, false)]
    [InlineData(0u, 0x80000000u, false)]
    [InlineData(0x80000001u, 0u, false)]
    [InlineData(0u, 0x80000001u, true)]
    [InlineData(2025010100u, 2024123199u, true)]
    public void Serial_numbers_wrap_around(uint left, uint right, bool newer) => Assert.Equal(newer, SerialNumber.IsNewer(left, right));

    [Fact]
    public void The_newest_serial_is_found_where_some_are_not_known()
    {
        Assert.Equal(5u, SerialNumber.Newest([null, 4_294_967_290u, 5u, 1u, null]));
        Assert.Null(SerialNumber.Newest([null]));
        Assert.Equal(7u, SerialNumber.Newest([7u, 7u + 0x80000000u]));
    }
}
