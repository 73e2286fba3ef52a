using System.Globalization;
using Whittle.Generator.Emit.Unrolled;
using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>Every name that the generated class declares, chosen once and without collisions, as code.</summary>
internal sealed class EmittedNames
{
    private readonly NameScope _members;
    private readonly Dictionary<PlanValue, string> _constants;
    private readonly Dictionary<UnrolledChain, string> _chains;

    public EmittedNames(ModelPlan plan)
    {
        var name = ClassNames.Class(plan);
        Class = Identifiers.Escape(name);
        string[] reserved = [name, .. ClassNames.PublicMembers.Except(["InputLength", "OutputLength"]), .. ClassNames.OtherMembers];
        _members = new NameScope(reserved);

        var inputs = plan.Inputs.Select(port => Identifiers.Make(port.Identifier)).ToArray();
        var outputs = plan.Outputs.Select(port => Identifiers.Make(port.Identifier)).ToArray();

        // The length of an only input has a fixed name; it is claimed before ports of several get theirs.
        var inputLength = inputs.Length == 1 ? _members.Claim("InputLength") : null;
        var outputLength = outputs.Length == 1 ? _members.Claim("OutputLength") : null;
        InputLengths = inputLength is null ? Members(inputs, "Length") : [inputLength];
        OutputLengths = outputLength is null ? Members(outputs, "Length") : [outputLength];
        InputShapes = Members(inputs, "Shape");
        OutputShapes = Members(outputs, "Shape");
        ShapeStructs = [.. plan.Shapes.Select((_, index) => _members.Claim(ShapeStruct(plan, index)))];

        Chains = [.. plan.Steps.Select(step => UnrolledChain.Of(step.Call)).OfType<UnrolledChain>().Distinct()];
        _chains = Chains.Select((chain, index) => (chain, index)).ToDictionary(
            item => item.chain, item => _members.Claim("Unrolled" + (item.index + 1).ToString(CultureInfo.InvariantCulture)));

        // A parameter hides a member of the same name, so it must not have one.
        string[] hidden =
        [
            .. reserved, .. InputLengths, .. OutputLengths, .. InputShapes, .. OutputShapes, .. ShapeStructs, .. _chains.Values,
        ];
        var scope = new NameScope(hidden);
        Inputs = Parameters(scope, inputs);
        Outputs = Parameters(scope, outputs);
        var many = new NameScope([.. hidden, "count"]);
        BatchInputs = Parameters(many, inputs.Select(Plural));
        BatchOutputs = Parameters(many, outputs.Select(Plural));

        // Users see parameters and not locals, so parameters choose first.
        Scratch = scope.Claim("scratch");
        Samples = scope.Claim("samples");
        Best = scope.Claim("best");
        Index = scope.Claim("i");
        Buffers = [.. plan.Buffers.Select((_, index) => scope.Claim("b" + index.ToString(CultureInfo.InvariantCulture)))];
        Batch = many.Claim("batch");
        Sample = many.Claim("sample");

        var tuple = new NameScope(["Item1", "Rest", "ToString", "Equals", "GetHashCode", "GetType", "CompareTo", "Deconstruct"]);
        TupleElements = [.. outputs.Select(output => Identifiers.Escape(tuple.Claim(TupleElement(output))))];

        var layers = new NameScope([.. reserved, "Weights", "Indices", "Codebook"]);
        Objects = [.. plan.Objects.Select(item => Identifiers.Escape(layers.Claim(Identifiers.Make(item.Name))))];
        Constants = [.. ConstantTensors.UsedBy(plan)];
        _constants = Constants.ToDictionary(value => value, value => layers.Claim(Identifiers.Pascal(ConstantTensors.Name(plan, value))));
    }

    public string Class { get; }

    /// <summary>Parameter names of the inputs.</summary>
    public string[] Inputs { get; }

    public string[] Outputs { get; }

    public string[] BatchInputs { get; }

    public string[] BatchOutputs { get; }

    /// <summary>Names of the constants that hold the inputs' lengths.</summary>
    public string[] InputLengths { get; }

    public string[] OutputLengths { get; }

    /// <summary>Locals: the scratch memory, and the intermediate values in it.</summary>
    public string Scratch { get; }

    public string[] Buffers { get; }

    /// <summary>Parameter of ExecuteMany: how many samples.</summary>
    public string Samples { get; }

    /// <summary>Locals of Classify: the index of the best score so far, and of the one compared with it.</summary>
    public string Best { get; }

    public string Index { get; }

    /// <summary>Locals of PredictBatch: the ports, and one sample of them.</summary>
    public string Batch { get; }

    public string Sample { get; }

    public string[] InputShapes { get; }

    public string[] OutputShapes { get; }

    public string[] TupleElements { get; }

    public string[] ShapeStructs { get; }

    /// <summary>Fields of the nested class Layers.</summary>
    public string[] Objects { get; }

    /// <summary>Tensors which steps use directly, in the order of their first use; each has a field in the nested class Layers.</summary>
    public PlanValue[] Constants { get; }

    /// <summary>Steps that are straight-line code, in the order of their first use; equal ones share a nested class.</summary>
    public UnrolledChain[] Chains { get; }

    /// <summary>The nested class of a chain.</summary>
    public string Chain(UnrolledChain chain) => _chains[chain];

    /// <summary>The field that holds a tensor; null when only objects use it.</summary>
    public string? Constant(PlanValue tensor) => _constants.TryGetValue(tensor, out var field) ? field : null;

    private static string Plural(string name) => name.EndsWith("s", StringComparison.Ordinal) ? name : name + "s";

    /// <summary>"Item3" may only name the third element.</summary>
    private static string TupleElement(string output)
    {
        var name = Identifiers.Pascal(output);
        return name.StartsWith("Item", StringComparison.Ordinal) && name.Skip(4).All(char.IsDigit) ? name + "Output" : name;
    }

    private string[] Members(string[] ports, string suffix) => [.. ports.Select(port => _members.Claim(Identifiers.Pascal(port) + suffix))];

    private static string[] Parameters(NameScope scope, IEnumerable<string> names) => [.. names.Select(name => Identifiers.Escape(scope.Claim(name)))];

    /// <summary>A shape is named after the first object that uses it.</summary>
    private static string ShapeStruct(ModelPlan plan, int index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        var user = plan.Objects.FirstOrDefault(item => item.Constructor.TypeArguments.Contains("s" + number));
        return user is null ? "Shape" + number : Identifiers.Make(user.Name) + "Shape";
    }
}
