namespace Waickoff.Analysis.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_are_equal_when_their_items_are_in_order()
    {
        var list = new ValueList<string>(["a", "b"]);

        list.ShouldBe(new ValueList<string>(["a", "b"]));
        list.GetHashCode().ShouldBe(new ValueList<string>(["a", "b"]).GetHashCode());
        (list == new ValueList<string>(["b", "a"])).ShouldBeFalse();
        (list != new ValueList<string>(["a"])).ShouldBeTrue();
    }

    [Fact]
    public void The_default_is_the_empty_list()
    {
        default(ValueList<int>).Count.ShouldBe(0);
        default(ValueList<int>).ShouldBe(new ValueList<int>([]));
        default(ValueList<int>).ToArray().ShouldBeEmpty();
    }

    [Fact]
    public void A_list_made_of_a_span_does_not_follow_its_source()
    {
        int[] source = [1, 2];
        var list = new ValueList<int>(source.AsSpan());
        source[0] = 9;

        list.ToArray().ShouldBe([1, 2]);
    }
}
