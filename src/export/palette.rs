//! The colours of the teams where a plan leaves the program: told apart by everybody, and always beside words.

use crate::plan::Owner;

/// The colour of a team's lines and letters on white, as 0xRRGGBB.
pub const fn ink(owner: Owner) -> u32 {
    match owner {
        Owner::Marketing => 0x1F_5F_A8,
        Owner::Sales => 0xA8_4B_00,
        Owner::Both => 0x5B_5B_5B,
    }
}

/// The colour of a team's cells under black letters, as 0xRRGGBB.
pub const fn tint(owner: Owner) -> u32 {
    match owner {
        Owner::Marketing => 0xDC_EA_F8,
        Owner::Sales => 0xFB_E6_D3,
        Owner::Both => 0xEA_EA_EA,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_outs_have_the_same_colours() {
        let style = include_str!("../../assets/handout.css");
        for (team, name) in [(Owner::Marketing, "marketing"), (Owner::Sales, "sales"), (Owner::Both, "both")]
        {
            let color = format!("--{name}: #{:06x};", ink(team));
            assert!(style.contains(&color), "{color}");
        }
    }
}
