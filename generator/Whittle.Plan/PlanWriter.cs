using System.Text;
using Whittle.Plan.Text;

namespace Whittle.Plan;

/// <summary>Writes a plan as text; docs/plan-format.md describes it. <see cref="PlanReader"/> reads back an equal plan.</summary>
public static class PlanWriter
{
    /// <summary>The plan's text, lines ended by LF, the same on every machine.</summary>
    /// <exception cref="ArgumentException">A call's target, type or argument name is not a name.</exception>
    public static string Write(ModelPlan plan)
    {
        var text = new StringBuilder();
        Header(text, plan);
        Ports(text, plan);
        Layers(text, plan);
        Measurements(text, plan);
        Memory(text, plan);
        Calls(text, plan);
        return text.ToString();
    }

    private static void Header(StringBuilder text, ModelPlan plan)
    {
        Line(text, $"whittle-plan {Number(ModelPlan.FormatVersion)}");
        Line(text, $"model {Quote(plan.Model)}");
        Line(text, $"path {Quote(plan.ModelPath)}");
        Line(text, $"sha256 {Quote(plan.ModelHash)}");
        Line(text, $"bytes {Number(plan.ModelBytes)}");
        Line(text, $"class {Name(plan.ClassName)}");
        Line(text, $"namespace {Quote(plan.Namespace)}");
        Line(text, $"accessibility {Name(plan.Accessibility)}");
        foreach (var setting in plan.Settings)
        {
            Line(
                text,
                $"setting {Name(setting.Key)} {Quote(setting.Value)} from={Name(setting.From)}{(setting.Line > 0 ? $" line={Number(setting.Line)}" : "")}");
        }

        Errors(text, "error", plan.Errors);
        Errors(text, "excess", plan.Excesses);
    }

    private static void Errors(StringBuilder text, string keyword, EquatableArray<PlanError> errors)
    {
        foreach (var error in errors)
        {
            Line(text, $"{keyword} {Name(error.Id)} node={Quote(error.Node)} cause={Quote(error.Cause)} cure={Quote(error.Cure)}");
        }
    }

    private static void Ports(StringBuilder text, ModelPlan plan)
    {
        for (var i = 0; i < plan.Inputs.Count; i++)
        {
            Line(text, $"input in{Number(i)} {Port(plan.Inputs[i])}");
        }

        for (var i = 0; i < plan.Outputs.Count; i++)
        {
            Line(text, $"output out{Number(i)} {Port(plan.Outputs[i])}");
        }

        foreach (var label in plan.Labels)
        {
            Line(text, $"label {Quote(label)}");
        }
    }

    private static void Layers(StringBuilder text, ModelPlan plan)
    {
        foreach (var layer in plan.Layers)
        {
            Line(text, $"layer {Quote(layer.Name)} {Name(layer.Operator)} {layer.WeightType.Name()} {Shape(layer.WeightShape)}"
                + $" parameters={Number(layer.Parameters)} nonzeros={Number(layer.NonZeros)} distinct={Number(layer.DistinctValues)}"
                + $" stored={Number(layer.StoredBytes)}{(layer.Encoding.Length == 0 ? "" : " encoding=" + Name(layer.Encoding))}"
                + $" macs={Number(layer.Macs)} kernel={Quote(layer.Kernel)} reason={Quote(layer.Reason)}"
                + (layer.Nanoseconds > 0 ? $" nanoseconds={Number(layer.Nanoseconds)}" : "")
                + (layer.Compressed.Length > 0 ? $" compressed={Quote(layer.Compressed)}" : "")
                + (layer.WeightDeviation is { } deviation ? Deviation(deviation) : ""));
        }
    }

    private static void Measurements(StringBuilder text, ModelPlan plan)
    {
        if (plan.Estimate is { } estimate)
        {
            Line(text, $"estimate nanoseconds={Number(estimate.Nanoseconds)} machine={Quote(estimate.Machine)}");
        }

        foreach (var output in plan.OutputDeviations)
        {
            Line(text, $"deviation {Quote(output.Output)}{Deviation(output.Deviation)} samples={Number(output.Samples)} data={Quote(output.Data)}");
        }

        if (plan.Accuracy is { } accuracy)
        {
            Line(text, $"accuracy {PlanNumbers.Write(accuracy.Share)} samples={Number(accuracy.Samples)} data={Quote(accuracy.Data)}");
        }

        foreach (var fact in plan.Facts)
        {
            Line(text, $"fact {Name(fact.Kind)} {Quote(fact.Node)}{string.Concat(fact.Values.Select(value => $" {Name(value.Name)}={Quote(value.Value)}"))}");
        }
    }

    private static void Memory(StringBuilder text, ModelPlan plan)
    {
        Line(text, $"weights {Quote(plan.WeightsResource)} bytes={Number(plan.WeightsBytes)} sha256={Quote(plan.WeightsHash)}");
        for (var i = 0; i < plan.Tensors.Count; i++)
        {
            var tensor = plan.Tensors[i];
            var form = $"{tensor.Type.Name()} {Shape(tensor.Shape)} {Name(tensor.Encoding)}";
            Line(text, $"tensor w{Number(i)} {form} stored={Number(tensor.StoredBytes)} {Quote(tensor.Name)}");
        }

        Line(text, $"arena {Number(plan.ArenaBytes)}");
        for (var i = 0; i < plan.Buffers.Count; i++)
        {
            var buffer = plan.Buffers[i];
            Line(text, $"buffer b{Number(i)} {buffer.Type.Name()} offset={Number(buffer.Offset)} length={Number(buffer.Length)} {Quote(buffer.Name)}");
        }
    }

    private static void Calls(StringBuilder text, ModelPlan plan)
    {
        for (var i = 0; i < plan.Shapes.Count; i++)
        {
            var shape = plan.Shapes[i];
            Line(
                text,
                $"shape s{Number(i)} {Name(shape.Interface)}{string.Concat(shape.Members.Select(member => $" {Name(member.Name)}={Number(member.Value)}"))}");
        }

        for (var i = 0; i < plan.Objects.Count; i++)
        {
            Line(text, $"object o{Number(i)} {Name(plan.Objects[i].Name)} = {CallWriter.Write(plan.Objects[i].Constructor)}");
        }

        foreach (var step in plan.Steps)
        {
            Line(text, $"step {CallWriter.Write(step.Call)} {Quote(step.Comment)}");
        }
    }

    private static string Deviation(PlanDeviation deviation) =>
        $" sqnr={PlanNumbers.Write(deviation.SignalToNoise)} largest={PlanNumbers.Write(deviation.Largest)}";

    private static string Port(PlanPort port) => $"{port.Type.Name()} {Shape(port.Shape)} {Name(port.Identifier)} {Quote(port.Name)}";

    private static string Shape(EquatableArray<int> shape) => $"[{string.Join(", ", shape.Select(dimension => Number(dimension)))}]";

    private static string Number(long value) => PlanNumbers.Write(value);

    private static string Name(string name) => PlanWords.IsWord(name) ? name : Quote(name);

    private static string Quote(string text) => PlanStrings.Quote(text);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
