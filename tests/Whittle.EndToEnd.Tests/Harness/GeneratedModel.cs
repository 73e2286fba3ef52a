using Whittle.Plan;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>A loaded generated class with the plan it was made from.</summary>
internal sealed class GeneratedModel(ModelPlan plan, IGeneratedModel calls)
{
    public ModelPlan Plan => plan;

    /// <summary>The class's methods, with nothing between.</summary>
    public IGeneratedModel Calls => calls;

    /// <summary>Runs the model once into arrays that hold rubbish before, so that an element left unwritten shows.</summary>
    public Array[] Predict(params Array[] inputs)
    {
        var outputs = NewOutputs(samples: 1);
        foreach (var output in outputs)
        {
            Elements.Bytes(output).Fill(output is bool[] ? (byte)1 : (byte)0x5A);
        }

        calls.Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>Arrays for the outputs of a number of samples.</summary>
    public Array[] NewOutputs(int samples) => [.. plan.Outputs.Select(port => Elements.NewArray(port.Type, port.Length * samples))];
}
