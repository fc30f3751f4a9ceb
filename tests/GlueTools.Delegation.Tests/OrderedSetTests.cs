using System.Collections.Generic;
using System.Linq;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;

namespace GlueTools.Delegation.Tests;

public class OrderedSetTests
{
    [Fact]
    public void It_does_what_the_platforms_sorted_set_does() =>
        Prop.ForAll(Numbers, Numbers, (left, right) =>
        {
            var set = new OrderedSet<int>(left);
            var model = new SortedSet<int>(left);
            var same = set.SequenceEqual(model) && set.Count == model.Count && right.All(value => set.Contains(value) == model.Contains(value));
            same &= set.Overlaps(right) == model.Overlaps(right);
            var common = new OrderedSet<int>(left);
            common.IntersectWith(new OrderedSet<int>(right));
            same &= common.SequenceEqual(model.Intersect(right).Order());
            set.UnionWith(right);
            model.UnionWith(right);
            same &= set.SequenceEqual(model) && set.SetEquals(new OrderedSet<int>(model.Reverse()));
            set.ExceptWith(left);
            model.ExceptWith(left);
            same &= set.SequenceEqual(model) && set.SetEquals(new OrderedSet<int>(left)) == model.SetEquals(left);
            return same;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    // Few different ones, so that they meet.
    private static Arbitrary<int[]> Numbers => Gen.Choose(0, 12).ArrayOf().ToArbitrary();

    [Fact]
    public void A_value_is_added_and_removed_once()
    {
        var set = new OrderedSet<int>();

        Assert.True(set.Add(2));
        Assert.False(set.Add(2));
        Assert.True(set.Remove(2));
        Assert.False(set.Remove(2));
        Assert.Empty(set);
    }

    [Theory]
    [InlineData("10.0.0.2", "10.0.0.10")]
    [InlineData("9.255.255.255", "200.0.0.1")]
    [InlineData("127.255.255.255", "128.0.0.0")]
    [InlineData("255.255.255.254", "::1")]
    [InlineData("2001:db8::2", "2001:db8::10")]
    [InlineData("7fff::", "8000::")]
    public void Addresses_stand_in_the_order_of_family_and_value(string less, string greater)
    {
        IPAddress left = IPAddress.Parse(less), right = IPAddress.Parse(greater);

        Assert.True(AddressOrder.Instance.Compare(left, right) < 0);
        Assert.True(AddressOrder.Instance.Compare(right, left) > 0);
        Assert.Equal(0, AddressOrder.Instance.Compare(left, IPAddress.Parse(less)));
    }
}
