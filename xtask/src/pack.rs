//! Makes the bundle lighter on the wire, changing nothing of what it does.
//!
//! The names by which script and program find each other end in 16 digits of a hash each, which
//! nothing can pack: they become numbers. Comments and indentation leave the script.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// Digits of a hash at the end of a name.
const DIGITS: usize = 16;

/// Short names in the place of those that end in a hash: `7` for what the program takes from its
/// script, `_7` for what it gives to it, which must be a word.
pub struct Short {
    names: BTreeMap<String, String>,
    rare: Range<usize>,
}

impl Short {
    /// Short names for those of this program, in its order; the rare ones come last.
    pub fn of(program: &[u8], rare: &BTreeSet<String>) -> wasmparser::Result<Self> {
        let (mut taken, mut given) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(program) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        taken.push(import?.name.to_owned());
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        given.push(export?.name.to_owned());
                    }
                }
                _ => {}
            }
        }
        taken.retain(|name| is_hashed(name));
        given.retain(|name| is_hashed(name));
        taken.sort_by_key(|name| rare.contains(name));
        let usual = taken.iter().filter(|name| !rare.contains(*name)).count();
        let rare = usual..taken.len();
        let numbered = |names: Vec<String>, sign| {
            let numbers = (0..).map(move |number: usize| format!("{sign}{number}"));
            names.into_iter().zip(numbers)
        };
        let names = numbered(taken, "").chain(numbered(given, "_")).collect();
        Ok(Self { names, rare })
    }

    /// The numbers of the rare ones.
    pub fn rare(&self) -> &Range<usize> {
        &self.rare
    }

    fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.get(name).map_or(name, String::as_str)
    }

    /// A script with short names.
    pub fn script(&self, script: &str) -> String {
        let mut short = String::with_capacity(script.len());
        for piece in script.split_inclusive(is_between) {
            let word = piece.trim_end_matches(is_between);
            short.push_str(self.name(word));
            short.push_str(piece.strip_prefix(word).unwrap_or_default());
        }
        short
    }

    /// A program with short names.
    pub fn program(&self, program: &[u8]) -> Result<Vec<u8>, Error> {
        let mut short = Module::new();
        for payload in Parser::new(0).parse_all(program) {
            match payload? {
                Payload::ImportSection(section) => {
                    let mut imports = ImportSection::new();
                    for import in section.into_imports() {
                        let import = import?;
                        let kind = RoundtripReencoder.entity_type(import.ty)?;
                        imports.import(import.module, self.name(import.name), kind);
                    }
                    short.section(&imports);
                }
                Payload::ExportSection(section) => {
                    let mut exports = ExportSection::new();
                    for export in section {
                        let export = export?;
                        let kind = RoundtripReencoder.export_kind(export.kind)?;
                        exports.export(self.name(export.name), kind, export.index);
                    }
                    short.section(&exports);
                }
                payload => {
                    if let Some((id, place)) = payload.as_section() {
                        let place = place.start as usize..place.end as usize;
                        let data = program.get(place).unwrap_or_default();
                        short.section(&RawSection { id, data });
                    }
                }
            }
        }
        Ok(short.finish())
    }
}

fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit_once('_').map_or("", |(_, hash)| hash);
    let hash = hash.strip_prefix('h').unwrap_or(hash);
    hash.len() == DIGITS && hash.chars().all(|digit| digit.is_ascii_hexdigit())
}

/// The words of a script: names, and whatever else is written with letters and digits.
pub fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(is_between).filter(|word| !word.is_empty())
}

/// Whether this stands between words.
fn is_between(letter: char) -> bool {
    !(letter.is_ascii_alphanumeric() || letter == '_')
}

/// The script without the comments that stand in lines of their own and without indentation.
pub fn bare(script: &str) -> String {
    let mut bare = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection,
    };

    fn program(taken: &[&str], given: &str) -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
        let (mut code, mut body) = (CodeSection::new(), Function::new([]));
        types.ty().function([], []);
        for name in taken {
            imports.import("./app.js", name, EntityType::Function(0));
        }
        functions.function(0);
        exports.export("main", ExportKind::Func, 0);
        exports.export(given, ExportKind::Func, 1);
        body.instructions().call(1).end();
        code.function(&body);
        let mut program = Module::new();
        program
            .section(&types)
            .section(&imports)
            .section(&functions);
        program.section(&exports).section(&code);
        program.finish()
    }

    #[test]
    fn names_change_on_both_sides_and_nothing_else_does() {
        let names = [
            "__wbg_rare_0123456789abcdef",
            "__wbg_new",
            "__wbg_go_fedcba9876543210",
        ];
        let given = "invoke__h0123456789abcdef";
        let rare = BTreeSet::from([names[0].to_owned()]);
        let before = program(&names, given);
        let short = Short::of(&before, &rare).unwrap();
        assert_eq!(short.rare(), &(1..2));
        assert_eq!(
            short.program(&before).unwrap(),
            program(&["1", "__wbg_new", "0"], "_0")
        );
        assert_eq!(
            short.script(
                "{ __wbg_go_fedcba9876543210: 1, __wbg_rare_0123456789abcdef: \
                 invoke__h0123456789abcdef(other_0123456789abcdef, go_0123)\n, __wbg_new }"
            ),
            "{ 0: 1, 1: _0(other_0123456789abcdef, go_0123)\n, __wbg_new }"
        );
        assert!(short.program(b"\0asm").is_err());
    }

    #[test]
    fn comments_and_indentation_leave() {
        assert_eq!(
            bare(
                "/**\n * What it does.\n */\nexport class Widget {\n    // Words.\n    \
                 go() { `a\\n // b`; }\n\n    /* one line */\n    stay;\n}\n"
            ),
            "export class Widget {\ngo() { `a\\n // b`; }\nstay;\n}\n"
        );
    }
}
