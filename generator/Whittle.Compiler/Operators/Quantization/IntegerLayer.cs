using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>The kernel calls of an integer layer (fully connected or convolution) for its three endings: 8 bits, int32, float.</summary>
/// <param name="Context">The node's lowering.</param>
/// <param name="Query">The selector's question, without its ending.</param>
/// <param name="Shape">Makes the shape struct, which a layer in line has no use for.</param>
/// <param name="Weights">Folded weights.</param>
/// <param name="Macs">For the layer table.</param>
internal sealed record IntegerLayer(LoweringContext Context, KernelQuery Query, Func<string> Shape, IntegerWeights Weights, long Macs)
{
    private string Name => Context.Node.Name;

    /// <summary>y = round(clamp(accumulator · multiplier)) + zero point.</summary>
    public void Requantize(Quantized input, Tensor? bias, float[] multipliers, Quantized output)
    {
        var (minimum, maximum) = Limits();
        if (IsUnrolled(""))
        {
            UnrolledInteger.Requantize(Context, Weights, input, bias, multipliers, output, minimum, maximum);
            return;
        }

        if (Weights.Excess.Count == 0)
        {
            Context.Step(Requantizing("", input, bias, multipliers, output), "Run", Input, Output);
            return;
        }

        var (lowest, highest) = Quantized.Range(Context.OutputType.Element);
        var accumulators = Accumulate(input.ZeroPoint, bias);
        Context.Step(
            "Requantize.Run",
            new Argument("accumulators", new Operand.Read(accumulators)),
            Output,
            new Argument("multipliers", Context.Store(Name + ".multipliers", PerChannel(multipliers))),
            new Argument("outputZeroPoint", output.ZeroPoint),
            new Argument("pixels", Context.OutputType.Length / Query.Outputs),
            new Argument("channels", Query.Outputs));
        Clamp(minimum > lowest || maximum < highest, new PlanValue.Integer(minimum), new PlanValue.Integer(maximum));
    }

    /// <summary>The same, and then a sum with a residual; for weights without excess.</summary>
    /// <param name="input">Quantization of the input.</param>
    /// <param name="bias">Bias of the accumulators.</param>
    /// <param name="multipliers">One per output, or one.</param>
    /// <param name="output">Quantization of the layer's own result.</param>
    /// <param name="residual">The node's operand that is added.</param>
    /// <param name="sum">The runtime's description of the sum.</param>
    public void Add(Quantized input, Tensor? bias, float[] multipliers, Quantized output, int residual, PlanValue sum) => Context.Step(
        Requantizing("Add", input, bias, multipliers, output, new Argument("sum", sum)),
        "Run",
        Input,
        new Argument("residual", Context.Input(residual)),
        Output);

    /// <summary>The accumulators themselves, as int32.</summary>
    public void Accumulators(Operand inputZeroPoint) => Accumulate(inputZeroPoint, null, Context.Output());

    /// <summary>y = accumulator · (inputScale · weightScale) + bias, with a scale and zero point of the input known at run time.</summary>
    public void Dequantize(Operand inputScale, Operand inputZeroPoint, float[] weightScales, Tensor? bias, Tensor? accumulatorBias)
    {
        var (minimum, maximum) = (Context.Attributes.Float("minimum", float.NegativeInfinity), Context.Attributes.Float("maximum", float.PositiveInfinity));
        if (inputScale is Operand.Literal { Value: PlanValue.Float scale } && inputZeroPoint is Operand.Literal { Value: PlanValue.Integer zeroPoint } && IsUnrolled("Dynamic"))
        {
            var scales = Array.ConvertAll(weightScales, weightScale => (float)(scale.Value * weightScale));
            UnrolledInteger.Dequantize(Context, Weights, (int)zeroPoint.Value, accumulatorBias, scales, bias, minimum, maximum);
            return;
        }

        if (Weights.Excess.Count == 0)
        {
            var choice = Choose("Dynamic");
            var layer = Context.Object(
                choice.Kernel,
                [Shape()],
                [
                    .. WeightsOf(choice, "weights", Weights.Main),
                    new Argument("weightScales", Context.Store(Name + ".weightScales", Tensor.FromFloats(new TensorShape(weightScales.Length), weightScales))),
                    new Argument("sumBias", accumulatorBias is null ? new PlanValue.Integers(default) : Context.Store(Name + ".sumBias", accumulatorBias)),
                    new Argument("bias", BiasOf(bias)),
                    new Argument("minimum", minimum),
                    new Argument("maximum", maximum),
                ]);
            Context.Step(layer, "Run", Input, new Argument("inputScale", inputScale), new Argument("inputZeroPoint", inputZeroPoint), Output);
            return;
        }

        var accumulators = Accumulate(inputZeroPoint, accumulatorBias);
        Context.Step(
            "DequantizeAccumulators.Run",
            new Argument("accumulators", new Operand.Read(accumulators)),
            Output,
            new Argument("inputScale", inputScale),
            new Argument("weightScales", Context.Store(Name + ".weightScales", PerChannel(weightScales))),
            new Argument("bias", BiasOf(bias)),
            new Argument("rows", Context.OutputType.Length / Query.Outputs),
            new Argument("channels", Query.Outputs));
        Clamp(!float.IsInfinity(minimum) || !float.IsInfinity(maximum), new PlanValue.Float(minimum), new PlanValue.Float(maximum));
    }

    /// <summary>A layer object that ends with 8 bits.</summary>
    private LoweredObject Requantizing(string epilogue, Quantized input, Tensor? bias, float[] multipliers, Quantized output, params Argument[] further)
    {
        var stored = Context.Store(Name + ".multipliers", Tensor.FromFloats(new TensorShape(multipliers.Length), multipliers));
        var choice = Choose(epilogue);
        var (minimum, maximum) = Limits();
        return Context.Object(
            choice.Kernel,
            [Shape()],
            [
                .. WeightsOf(choice, "weights", Weights.Main),
                new Argument("bias", BiasOf(bias)),
                new Argument("inputZeroPoint", input.ZeroPoint),
                new Argument("multipliers", stored),
                new Argument("outputZeroPoint", output.ZeroPoint),
                new Argument("minimum", minimum),
                new Argument("maximum", maximum),
                .. further,
            ]);
    }

    /// <summary>The activation's, or those of the type.</summary>
    private (int Minimum, int Maximum) Limits()
    {
        var (lowest, highest) = Quantized.Range(Context.OutputType.Element);
        return (Context.Attributes.Int("minimum", lowest), Context.Attributes.Int("maximum", highest));
    }

    private Argument Input => new("input", Context.Input(0));

    private Argument Output => new("output", Context.Output());

    private Storage Accumulate(Operand inputZeroPoint, Tensor? bias, Operand? target = null)
    {
        var type = new TensorType(ElementType.Int32, Context.OutputType.Shape);
        var sum = target is Operand.Write write ? write.Storage : Storage.Temporary(Name + ".accumulators", type);
        var choice = Choose("Accumulate");
        var layer = Context.Object(choice.Kernel, [Shape()], [.. WeightsOf(choice, "weights", Weights.Main), new Argument("bias", BiasOf(bias))]);
        Context.Step(layer, "Run", Input, new Argument("inputZeroPoint", inputZeroPoint), new Argument("output", new Operand.Write(sum)));
        for (var i = 0; i < Weights.Excess.Count; i++)
        {
            var excess = Weights.Excess[i];
            var name = FormattableString.Invariant($"excess{i + 1}");
            var addend = Storage.Temporary($"{Name}.{name}", type);
            var rest = Context.Choose(Query.For(excess) with { Epilogue = "Accumulate" });
            var second = Context.Object(rest.Kernel, [Shape()], [.. WeightsOf(rest, name, excess), new Argument("bias", new PlanValue.Integers(default))]);
            Context.Step(second, "Run", Input, new Argument("inputZeroPoint", inputZeroPoint), new Argument("output", new Operand.Write(addend)));
            Context.Step(
                "Binary.Run",
                new Argument("left", new Operand.Read(sum)),
                new Argument("right", new Operand.Read(addend)),
                new Argument("output", new Operand.Write(sum)),
                new Argument("operation", UnaryElementwise.Struct("Add", ElementType.Int32)));
        }

        return sum;
    }

    /// <summary>The weights as the kernel takes them: whole, or as indices into their codebook.</summary>
    private Argument[] WeightsOf(KernelChoice choice, string name, Tensor weights)
    {
        var stored = Context.Store($"{Name}.{name}", weights);
        var index = ((Operand.Stored)stored).Tensor.Index;
        return choice.Kernel.StartsWith("Codebook", StringComparison.Ordinal)
            ? [new Argument("indices", new PlanValue.TensorIndices(index)), new Argument("codebook", new PlanValue.TensorCodebook(index))]
            : [new Argument("weights", stored)];
    }

    /// <summary>Whether the layer is so small that it is written in line.</summary>
    private bool IsUnrolled(string epilogue)
    {
        var choice = Context.Choose(Query with { Epilogue = epilogue });
        var isUnrolled = choice.Kernel.StartsWith("Unrolled", StringComparison.Ordinal);
        if (isUnrolled)
        {
            Context.Layer(LayerFacts.Of(Context.Node, Weights.Main, Query, Macs, choice), Weights.Main);
        }

        return isUnrolled;
    }

    private KernelChoice Choose(string epilogue)
    {
        var choice = Context.Choose(Query with { Epilogue = epilogue });
        Context.Layer(LayerFacts.Of(Context.Node, Weights.Main, Query, Macs, choice), Weights.Main);
        return choice;
    }

    private void Clamp(bool wanted, PlanValue minimum, PlanValue maximum)
    {
        if (wanted)
        {
            var output = ((Operand.Write)Output.Value).Storage;
            Context.Step(
                "Unary.Run",
                new Argument("input", new Operand.Read(output)),
                new Argument("output", new Operand.Write(output)),
                new Argument("operation", UnaryElementwise.Struct("Clip", Context.OutputType.Element, ("minimum", minimum), ("maximum", maximum))));
        }
    }

    private Operand BiasOf(Tensor? bias) => bias is null ? new PlanValue.Integers(default) : Context.Store(Name + ".bias", bias);

    /// <summary>One value for all channels, or one each: the kernels on accumulators want one each.</summary>
    private Tensor PerChannel(float[] values) => Tensor.FromFloats(
        new TensorShape(Query.Outputs), values.Length == 1 ? [.. Enumerable.Repeat(values[0], Query.Outputs)] : values);
}
