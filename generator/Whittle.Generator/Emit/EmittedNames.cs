using System.Globalization;
using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>Every name that the generated class declares, chosen once and without collisions, as code.</summary>
internal sealed class EmittedNames
{
    /// <summary>Locals and parameters of the generated methods.</summary>
    private static readonly string[] Locals = ["scratch", "batch", "sample", "count", "best", "i"];

    private readonly NameScope _members;
    private readonly string[] _scope;
    private readonly Dictionary<PlanValue, string> _constants;

    public EmittedNames(ModelPlan plan)
    {
        var name = ClassNames.Class(plan);
        Class = Identifiers.Escape(name);
        string[] reserved = [name, .. ClassNames.PublicMembers, .. ClassNames.OtherMembers];
        _members = new NameScope(reserved);

        var inputs = plan.Inputs.Select(port => Identifiers.Make(port.Identifier)).ToArray();
        var outputs = plan.Outputs.Select(port => Identifiers.Make(port.Identifier)).ToArray();
        InputLengths = inputs.Length == 1 ? ["InputLength"] : Members(inputs, "Length");
        OutputLengths = outputs.Length == 1 ? ["OutputLength"] : Members(outputs, "Length");
        InputShapes = Members(inputs, "Shape");
        OutputShapes = Members(outputs, "Shape");
        ShapeStructs = [.. plan.Shapes.Select((_, index) => _members.Claim(ShapeStruct(plan, index)))];

        // A parameter hides a member of the same name, so it must not have one.
        _scope =
        [
            .. reserved, .. Locals, .. InputLengths, .. OutputLengths, .. InputShapes, .. OutputShapes, .. ShapeStructs,
            .. plan.Buffers.Select((_, index) => Buffer(index)),
        ];
        var parameters = Parameters([.. inputs, .. outputs]);
        Inputs = [.. parameters.Take(inputs.Length)];
        Outputs = [.. parameters.Skip(inputs.Length)];
        var many = Parameters([.. inputs.Concat(outputs).Select(Plural)]);
        BatchInputs = [.. many.Take(inputs.Length)];
        BatchOutputs = [.. many.Skip(inputs.Length)];

        var tuple = new NameScope(["Item1", "Rest", "ToString", "Equals", "GetHashCode", "GetType", "CompareTo", "Deconstruct"]);
        TupleElements = [.. outputs.Select(output => Identifiers.Escape(tuple.Claim(TupleElement(output))))];

        var layers = new NameScope([.. reserved, "Weights", "Indices", "Codebook"]);
        Objects = [.. plan.Objects.Select(item => Identifiers.Escape(layers.Claim(Identifiers.Make(item.Name))))];
        Constants = [.. ConstantTensors.UsedBy(plan).Select(value => new KeyValuePair<PlanValue, string>(value, layers.Claim(Identifiers.Pascal(ConstantTensors.Name(plan, value)))))];
        _constants = Constants.ToDictionary(constant => constant.Key, constant => constant.Value);
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

    public string[] InputShapes { get; }

    public string[] OutputShapes { get; }

    public string[] TupleElements { get; }

    public string[] ShapeStructs { get; }

    /// <summary>Fields of the nested class Layers.</summary>
    public string[] Objects { get; }

    /// <summary>Fields of the nested class Layers that hold tensors which steps use directly, in the order of their first use.</summary>
    public KeyValuePair<PlanValue, string>[] Constants { get; }

    /// <summary>The field that holds a tensor; null when only objects use it.</summary>
    public string? Constant(PlanValue tensor) => _constants.TryGetValue(tensor, out var field) ? field : null;

    public static string Buffer(int index) => "b" + index.ToString(CultureInfo.InvariantCulture);

    private static string Plural(string name) => name.EndsWith("s", StringComparison.Ordinal) ? name : name + "s";

    /// <summary>"Item3" may only name the third element.</summary>
    private static string TupleElement(string output)
    {
        var name = Identifiers.Pascal(output);
        return name.StartsWith("Item", StringComparison.Ordinal) && name.Skip(4).All(char.IsDigit) ? name + "Output" : name;
    }

    private string[] Members(string[] ports, string suffix) => [.. ports.Select(port => _members.Claim(Identifiers.Pascal(port) + suffix))];

    private string[] Parameters(string[] names)
    {
        var scope = new NameScope(_scope);
        return [.. names.Select(name => Identifiers.Escape(scope.Claim(name)))];
    }

    /// <summary>A shape is named after the first object that uses it.</summary>
    private static string ShapeStruct(ModelPlan plan, int index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        var user = plan.Objects.FirstOrDefault(item => item.Constructor.TypeArguments.Contains("s" + number));
        return user is null ? "Shape" + number : Identifiers.Make(user.Name) + "Shape";
    }
}
