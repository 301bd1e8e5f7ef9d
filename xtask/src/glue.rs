//! What stands in the script between the program and the functions of the page.
//!
//! The cutter lets the first part take all of them from its script, and lend them to the second. So each would weigh on
//! every board, whoever calls it. Those that the second part alone calls, two fifths, are rare: they
//! stand in a script of their own, which is fetched with that part.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use crate::pack::words;

/// How the cutter ends the name of a function that lends one of the page to the second part.
const LENDS: &str = " local_shim";

/// The names of the page's functions that are rare. `program` is the first part with its names.
pub fn rare(program: &[u8]) -> wasmparser::Result<BTreeSet<String>> {
    let mut taken: Vec<&str> = Vec::new();
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    let mut calls: Vec<(u32, u32)> = Vec::new();
    let mut function = 0;
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(_) = import.ty {
                        taken.push(import.name);
                        function += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                for operator in body.get_operators_reader()? {
                    if let Operator::Call { function_index } = operator? {
                        calls.push((function, function_index));
                    }
                }
                function += 1;
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(kinds) = section.as_known() {
                    for kind in kinds {
                        if let Name::Function(map) = kind? {
                            for name in map {
                                let name = name?;
                                names.insert(name.index, name.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let is_lending = |caller| names.get(caller).is_some_and(|name| name.ends_with(LENDS));
    let (lent, used): (Vec<_>, Vec<_>) = calls.iter().partition(|(caller, _)| is_lending(caller));
    let called = |calls: Vec<&(u32, u32)>| -> BTreeSet<u32> {
        calls.into_iter().map(|(_, called)| *called).collect()
    };
    let (lent, used) = (called(lent), called(used));
    let rare = |place: &u32| lent.contains(place) && !used.contains(place);
    let all = (0..).zip(taken);
    let rare = all.filter(|(place, _)| rare(place));
    Ok(rare.map(|(_, name)| name.to_owned()).collect())
}

/// Parts a script in which these numbers stand for rare functions: what is left of it, and the script
/// of the rare ones, which takes what it needs from the first, a file of this name.
///
/// `None` where the script is not written as it is expected.
pub fn parted(script: &str, rare: &Range<usize>, name: &str) -> Option<(String, String)> {
    let indent = " ".repeat(8);
    let (mut first, mut later) = (String::new(), String::new());
    let mut is_rare = false;
    for line in script.lines() {
        // A function is written `201: function(…) {` and so on, until a line that begins with `}`.
        let line_inside = line.strip_prefix(&indent).unwrap_or_default();
        let number = line_inside
            .split_once(": ")
            .and_then(|(n, _)| n.parse().ok());
        is_rare |= number.is_some_and(|number| rare.contains(&number));
        let part = if is_rare { &mut later } else { &mut first };
        part.push_str(line);
        part.push('\n');
        is_rare &= !line_inside.starts_with('}');
    }
    let needed: BTreeSet<&str> = words(&later).collect();
    let declared = first.lines().flat_map(declared);
    let needed: Vec<&str> = declared.filter(|name| needed.contains(name)).collect();
    let needed = needed.join(", ");

    let all = "const import0 = {";
    let fits = first.contains(all) && !later.is_empty();
    let Range { start, end } = rare;
    let first = first.replacen(all, &format!("{all}\n...lent,"), 1)
        + &format!(
            "let rare;\nconst lent = {{}};\n\
             for (let n = {start}; n < {end}; n++) lent[n] = (...given) => rare[n](...given);\n\
             export {{ {needed} }};\n"
        );
    let later =
        format!("import {{ {needed} }} from \"./{name}\";\nexport const rare = {{\n{later}}};\n");
    fits.then_some((first, later))
}

/// The names that a line at the top of a script declares.
fn declared(line: &str) -> impl Iterator<Item = &str> {
    let declared = ["function ", "let ", "const ", "import { "]
        .iter()
        .find_map(|kind| line.strip_prefix(kind));
    // What a function is given, what a variable is made of, and where a name is from, are not.
    let names = declared.and_then(|line| line.split(['(', '=', '}']).next());
    let names = names.into_iter().flat_map(|names| names.split(", "));
    names.filter_map(|name| words(name).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_second_part_alone_calls_is_rare() {
        use wasm_encoder::{
            CodeSection, EntityType, Function, FunctionSection, ImportSection, Module, NameMap,
            NameSection, TypeSection,
        };
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in ["both", "first", "later", "nobody"] {
            imports.import("page", name, EntityType::Function(0));
        }
        // Each of these functions calls one of the page.
        let mut functions = FunctionSection::new();
        let (mut code, mut map) = (CodeSection::new(), NameMap::new());
        let callers = [
            ("board", 0),
            ("both local_shim", 0),
            ("board local_shims", 1),
            ("later local_shim", 2),
        ];
        for (place, (name, called)) in (4..).zip(callers) {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().call(called).end();
            code.function(&body);
            map.append(place, name);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        let mut program = Module::new();
        program
            .section(&types)
            .section(&imports)
            .section(&functions);
        program.section(&code).section(&names);
        let rare = rare(&program.finish()).unwrap();
        assert_eq!(rare, BTreeSet::from(["later".to_owned()]));
        assert!(super::rare(b"\0asm").is_err());
    }

    #[test]
    fn rare_functions_leave_the_script() {
        let script = "import { other, build } from './shim.js';\nfunction imports() {\n    const import0 = {\n        __proto__: null,\n        \
            0: function(arg0) {\n            return text(arg0);\n        },\n        \
            1: function() { return handle(function (arg0) {\n            build(LENGTH, wasm);\n        }, arguments); },\n        \
            2: function(arg0) {\n            1: while (0) {}\n        },\n    };\n}\n\
            function handle(f, arg0) { let mine = wasm; }\nlet LENGTH = count(0, arg0);\nlet module, wasm;\nfunction text() {}\n";
        let (first, later) = parted(script, &(1..2), "app.js").unwrap();
        assert_eq!(
            first,
            "import { other, build } from './shim.js';\nfunction imports() {\n    const import0 = {\n...lent,\n        __proto__: null,\n        \
             0: function(arg0) {\n            return text(arg0);\n        },\n        \
             2: function(arg0) {\n            1: while (0) {}\n        },\n    };\n}\n\
             function handle(f, arg0) { let mine = wasm; }\nlet LENGTH = count(0, arg0);\nlet module, wasm;\nfunction text() {}\n\
             let rare;\nconst lent = {};\n\
             for (let n = 1; n < 2; n++) lent[n] = (...given) => rare[n](...given);\n\
             export { build, handle, LENGTH, wasm };\n"
        );
        assert_eq!(
            later,
            "import { build, handle, LENGTH, wasm } from \"./app.js\";\nexport const rare = {\n        \
             1: function() { return handle(function (arg0) {\n            build(LENGTH, wasm);\n        }, arguments); },\n};\n"
        );
        assert_eq!(parted("run();", &(1..2), "app.js"), None);
    }
}
