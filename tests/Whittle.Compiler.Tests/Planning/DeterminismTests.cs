using System.Globalization;
using Whittle.Compiler.Tests.Models;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Planning;

/// <summary>The same model gives the same plan and weights: again, elsewhere, at the same time.</summary>
public class DeterminismTests
{
    public static TheoryData<string> Names => [.. Networks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Again(string name) => Assert.Equal(Compile(name), Compile(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void UnderAnotherCulture(string name)
    {
        var expected = Compile(name);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var foreign = (CultureInfo)Turkish().Clone();
            foreign.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "−", NumberGroupSeparator = "." };
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal("−1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, Compile(name));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InParallel(string name)
    {
        var expected = Compile(name);
        Assert.All(Enumerable.Range(0, 8).AsParallel().Select(_ => Compile(name)).ToArray(), actual => Assert.Equal(expected, actual));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan_ReadsBack(string name)
    {
        var plan = Networks.All[name]().Compile().Plan;
        Assert.Empty(plan.Errors);
        Assert.Equal(plan, PlanReader.Read(PlanWriter.Write(plan)));
    }

    /// <summary>I and i are no pair in Turkish. Where no culture data is installed only the number format is foreign.</summary>
    private static CultureInfo Turkish()
    {
        try
        {
            return new CultureInfo("tr-TR");
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    private static string Compile(string name)
    {
        var result = Networks.All[name]().Compile();
        return PlanWriter.Write(result.Plan) + Convert.ToHexString(result.Weights);
    }
}
